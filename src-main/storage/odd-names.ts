// File names that Windows takes for something else: devices, and names whose end it cuts off (N-64).

const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i

/** A device there, whatever the extension and the case are. */
export const isDeviceName = (fileName: string): boolean =>
  devices.test((fileName.split('.')[0] ?? '').trimEnd())

/** The system would write somewhere else than where this name says. */
export const isOddName = (fileName: string, platform: NodeJS.Platform): boolean =>
  platform === 'win32' && (isDeviceName(fileName) || /[ .]$/.test(fileName))
