// A peer sends brackets in brackets, which JSON.parse takes. Whatever copies
// them has to end with an answer or with an error that can be caught.
const net = require('net')
const t = (name, f) => {
  let answer
  try { answer = f(); if (typeof answer === 'string') answer = answer.length } catch (err) { answer = err.name + ' ' + err.message }
  console.log(name, answer)
}
function attack (text, other) {
  const list = JSON.parse(text)
  const map = () => { let m = new Map(); for (let i = 0; i < 20000; i++) m = new Map([[1, m]]); return m }
  t('structuredClone', () => structuredClone(list))
  t('structuredClone of objects', () => structuredClone(JSON.parse(other)))
  t('structuredClone of maps', () => structuredClone(map()))
  t('postMessage', () => { const { port1 } = new MessageChannel(); try { port1.postMessage(list) } finally { port1.close() } })
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
