// A peer sends brackets in brackets, which JSON.parse takes. Whatever walks through
// them has to end with an answer or with an error that can be caught.
const assert = require('assert')
const net = require('net')
const util = require('util')
const t = (name, f) => {
  let answer
  try { answer = f(); if (typeof answer === 'string') answer = answer.length } catch (err) { answer = err.name + ' ' + err.message }
  console.log(name, answer)
}
function attack (text) {
  const list = JSON.parse(text)
  const copy = JSON.parse(text)
  t('flat', () => list.flat(Infinity))
  t('flat to a depth', () => list.flat(5).length)
  t('String', () => String(list))
  t('join', () => list.join())
  t('toLocaleString', () => list.toLocaleString())
  t('isDeepStrictEqual', () => util.isDeepStrictEqual(list, copy))
  t('deepStrictEqual', () => assert.deepStrictEqual(list, copy))
  t('partialDeepStrictEqual', () => assert.partialDeepStrictEqual(list, copy))
  t('stringify', () => JSON.stringify(list))
  t('revive', () => JSON.parse(text, (k, v) => v))
  t('replace', () => JSON.stringify(list, (k, v) => v))
  t('inspect', () => util.inspect(list))
  t('querystring', () => require('querystring').stringify({ list }))
  t('String again', () => String([[1], [2]]))
}
net.createServer((socket) => {
  const parts = []
  socket.on('data', (data) => parts.push(data))
  socket.on('end', () => {
    attack(Buffer.concat(parts).toString())
    process.exit()
  })
}).listen(0, '127.0.0.1', function () {
  const n = 50000
  net.connect(this.address().port, '127.0.0.1').end('['.repeat(n) + ']'.repeat(n))
})
