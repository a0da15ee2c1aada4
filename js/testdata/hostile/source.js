// Code is nested deeply, or is a long chain: it compiles soon, or is a RangeError.
const fs = require('fs')
const os = require('os')
const path = require('path')
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'))
const deep = {
  brackets: (n) => '['.repeat(n) + ']'.repeat(n),
  parentheses: (n) => '('.repeat(n) + '1' + ')'.repeat(n),
  blocks: (n) => '{'.repeat(n) + '}'.repeat(n),
  functions: (n) => '(function(){'.repeat(n) + '})'.repeat(n),
  arrows: (n) => '()=>'.repeat(n) + '1',
  not: (n) => '!'.repeat(n) + '1',
  typeof: (n) => 'typeof '.repeat(n) + '1',
  assignments: (n) => 'var a;' + 'a='.repeat(n) + '1',
  while: (n) => 'while(0)'.repeat(n) + ';',
  if: (n) => 'if(0);else '.repeat(n) + ';',
  properties: (n) => 'var a={};a' + '.a'.repeat(n),
  templates: (n) => '`${'.repeat(n) + '1' + '}`'.repeat(n)
}
const t = (name, f) => {
  let answer
  try { answer = typeof f() } catch (err) { answer = err.name + ': ' + err.message }
  console.log(name + ':', answer)
}
for (const name in deep) {
  const code = deep[name](100000)
  t('eval ' + name, () => eval(code))
  t('eval as a value ' + name, () => (0, eval)(code))
  t('new Function ' + name, () => new Function(code))
}
t('parameters', () => new Function('a=' + deep.brackets(100000), ''))
const chains = {
  sum: '1' + '+1'.repeat(10000),
  text: "'a'" + "+'b'".repeat(10000),
  variables: 'dir' + '+dir'.repeat(5000),
  and: '1' + '&&1'.repeat(5000),
  or: '0' + '||0'.repeat(5000),
  comma: '(1' + ',1'.repeat(5000) + ')',
  mixed: '1' + '*1+1-1'.repeat(3000)
}
for (const name in chains) {
  const file = path.join(dir, name + '.js')
  fs.writeFileSync(file, 'const dir = 1; module.exports = ' + chains[name])
  t('chain ' + name, () => { const v = require(file); console.log(String(v).length); return v })
}
// What only looks deep.
const base64 = 'x+/='.repeat(30000)
t('text', () => eval('"' + base64 + '".length'))
t('comment', () => eval('// ' + '=('.repeat(30000) + '\n/*' + '{+'.repeat(30000) + '*/ 1'))
t('lines', () => eval('var a\n' + 'a = 1 + 1\n'.repeat(5000)))
fs.rmSync(dir, { recursive: true })
