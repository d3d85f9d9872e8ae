// SHA-256 (module-digest.ts) of every prebuilt binary of the credential-store module, as the locked package brings it (S-11, S-61).

/** By `<platform>-<architecture>`. A new version of keytar needs new lines here; a test compares them with the package. */
export const keytarHashes: Readonly<Record<string, string>> = {
  'darwin-arm64': '228467518c17a18ae57c87f43f923e0864d16306193f972375bf221bf83b24c4',
  'darwin-x64': '5eb6644eaadb5d19e21e4dfd615490fd4066538e4f9dbc2f0fcb3561552595e6',
  'linux-arm': '8f0f32c5d576a0987e294b8dc9f1909133504f4fe20b65888bca0dd3bfaec29c',
  'linux-arm64': '8f0f32c5d576a0987e294b8dc9f1909133504f4fe20b65888bca0dd3bfaec29c',
  'linux-armv7l': '7370285fd2b5e2efbd6c0bcbb4719e9f1ab0e34dccf736df152dab46342f3952',
  'linux-ia32': '10a9e328a704082931141210732cd1647eb5d4cf963f7e8b58aac9a9cb808959',
  'linux-x64': 'e7894a1e1001764de29ff08d3dae418ccbaaf78889c5673d367e05df1682fc7c',
  'linuxmusl-arm': '821019ec1f1cfe4eefe1e487af411e8fae7e953ff3cfe7bf48dd04fcf0766114',
  'linuxmusl-arm64': '821019ec1f1cfe4eefe1e487af411e8fae7e953ff3cfe7bf48dd04fcf0766114',
  'linuxmusl-x64': '821019ec1f1cfe4eefe1e487af411e8fae7e953ff3cfe7bf48dd04fcf0766114',
  'win32-arm64': 'b9cd3c6658b1bed712e28f19ef777971ba46fc81a6004923dd15faa6e5bb01b8',
  'win32-ia32': '79b8b6339adb937b9dc97f7f7cbddda1fea75881be828a4faf038a77e5581c93',
  'win32-x64': 'b82625e7c713fd20b5cb57993e073076c87660652202893fad39d874d77169fc',
}
