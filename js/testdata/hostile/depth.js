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
function attack (text, other) {
  const list = JSON.parse(text)
  const copy = JSON.parse(text)
  const map = () => { let m = new Map(); for (let i = 0; i < 20000; i++) m = new Map([[1, m]]); return m }
  t('structuredClone', () => structuredClone(list))
  t('structuredClone of objects', () => structuredClone(JSON.parse(other)))
  t('structuredClone of maps', () => structuredClone(map()))
  t('postMessage', () => { const { port1 } = new MessageChannel(); try { port1.postMessage(list) } finally { port1.close() } })
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
  let nested = []
  for (let i = 0; i < 1000; i++) nested = [nested]
  const trap = { get list () { return structuredClone({ trap, nested }) } }
  t('getters in a circle', () => structuredClone(trap))
}
net.createServer((socket) => {
  const parts = []
  socket.on('data', (data) => parts.push(data))
  socket.on('end', () => {
    attack(...Buffer.concat(parts).toString().split('\n'))
    process.exit()
  })
}).listen(0, '127.0.0.1', function () {
  const n = 50000
  net.connect(this.address().port, '127.0.0.1').end('['.repeat(n) + ']'.repeat(n) + '\n' + '{"a":'.repeat(n) + '1' + '}'.repeat(n))
})
