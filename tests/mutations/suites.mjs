// Names the suites that a mutation can be held against: Vitest files of a project, or an end-to-end spec.

const files =
  (project, folder) =>
  (...names) => ({ project, files: names.map((name) => `tests/${folder}/${name}`) })

export const unit = files('unit', 'unit')
export const flow = files('flow', 'flow')
export const component = files('component', 'component')

/** Slow (a build and a window): only where nothing else can see it. */
export const e2e = (spec, grep) => ({ project: 'e2e', spec, grep })
