// Thousands of labels of one statement: an answer or a RangeError, and soon.
const fs = require('fs')
const os = require('os')
const path = require('path')
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'))
const labels = (n) => Array.from({ length: n }, (_, i) => `l${i}:`).join(' ') + ';'
const t = (name, f) => { try { console.log(name, f()) } catch (err) { console.log(name, err instanceof Error) } }
for (const n of [1000, 50000]) {
  for (const extension of ['.cjs', '.cts']) {
    const file = path.join(dir, n + extension)
    fs.writeFileSync(file, labels(n) + 'module.exports = 1')
    t(n + extension, () => require(file))
  }
  t('eval ' + n, () => eval(labels(n) + '1'))
}
// What has as many colons.
t('conditions', () => eval('true ? 1 : '.repeat(1000) + '2'))
t('an object', () => Object.keys(eval('({' + Array.from({ length: 10000 }, (_, i) => 'a' + i + ':1').join(',') + '})')).length)
t('cases', () => eval('switch (3000) {' + Array.from({ length: 4000 }, (_, i) => `case ${i}:`).join(' ') + '5 }'))
fs.rmSync(dir, { recursive: true })
