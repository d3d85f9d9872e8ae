// For React's root: by itself it prints what was thrown to the console, text and all (S-56).
export const quietErrors = { onCaughtError() {}, onUncaughtError() {}, onRecoverableError() {} }
