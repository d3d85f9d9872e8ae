// The generated wire types are those of the OpenAPI file.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { expect, it } from 'vitest'
import { root } from './source-tree'

it('console-api.ts is generated from console-api.openapi.yaml', async () => {
  const folder = path.join(root, 'src-shared/wire')
  const generated = astToString(await openapiTypescript(new URL(`file://${folder}/console-api.openapi.yaml`)))
  const kept = readFileSync(path.join(folder, 'console-api.ts'), 'utf8')
  expect(kept.slice(kept.indexOf('export interface paths'))).toBe(
    generated.slice(generated.indexOf('export interface paths')),
  )
})
