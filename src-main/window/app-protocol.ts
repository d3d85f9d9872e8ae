// Serves the scheme `app`: the built page from a fixed map of its files, and the reveal frame by whoever owns it (S-02).
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { CustomScheme, Session } from 'electron'
import { pageHeaders } from './page-policy'

/** Without `codeCache`: pages live in an in-memory partition, where none is ever written (tried: no file, no faster start). */
export const scheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
}

/** Two origins, so that each page has a process of its own and nothing of the other stays in it. */
export const pageUrls = { main: 'app://main/index.html', lock: 'app://lock/lock/lock.html' } as const
export type PageName = keyof typeof pageUrls

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

interface PageFile {
  readonly file: string
  readonly kind: string
}

/** URL to file, made once from what the build left there; a request can only pick from it. The reveal frame is not in it. */
export function pageFiles(dir: string): ReadonlyMap<string, PageFile> {
  const found = new Map<string, PageFile>()
  function collect(folder: string, prefix: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const kind = kinds[path.extname(entry.name)]
      if (entry.isDirectory() && entry.name !== 'reveal')
        collect(path.join(folder, entry.name), `${prefix}${entry.name}/`)
      else if (entry.isFile() && kind !== undefined)
        found.set(`${prefix}${entry.name}`, { file: path.join(folder, entry.name), kind })
    }
  }
  collect(dir, 'app://main/')
  collect(dir, 'app://lock/')
  return found
}

const notFound = () => new Response(null, { status: 404, headers: pageHeaders })

export async function answerPage(
  request: Pick<Request, 'url' | 'method'>,
  files: ReadonlyMap<string, PageFile>,
  read: (file: string) => Promise<Buffer> = readFile,
): Promise<Response> {
  const found = files.get(request.url)
  if (found === undefined || request.method !== 'GET') return notFound()
  try {
    const bytes = await read(found.file)
    return new Response(new Uint8Array(bytes), { headers: { ...pageHeaders, 'content-type': found.kind } })
  } catch {
    return notFound()
  }
}

export function serveScheme(
  session: Session,
  files: ReadonlyMap<string, PageFile>,
  reveal: (request: Request) => Promise<Response>,
): void {
  session.protocol.handle(scheme.scheme, (request) =>
    request.url.startsWith('app://reveal/') ? reveal(request) : answerPage(request, files),
  )
}
