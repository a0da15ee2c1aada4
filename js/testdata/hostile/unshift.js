// Chunks that are put back before others, by the thousand, between reads and pushes.
const { Readable } = require('stream')
const plain = () => new Readable({ objectMode: true, read () {} })
{
  const s = plain()
  for (let i = 0; i < 100000; i++) s.unshift(i)
  let sum = 0
  let last = 100000
  let falling = true
  for (let v; (v = s.read()) !== null; last = v) { sum += v; falling &&= v === last - 1 }
  console.log('all in front', sum, falling)
}
{
  const s = plain()
  for (let i = 0; i < 1000; i++) s.push(i)
  let n = 0
  for (let i = 0; i < 50000; i++) { const v = s.read(); s.unshift(v); n += v }
  console.log('read and put back', n, s.read(), s.readableLength)
}
{
  // A list of the same beside it.
  const s = plain()
  const list = []
  let seed = 1
  let wrong = 0
  const next = (n) => { seed = seed * 16807 % 2147483647; return seed % n }
  for (let i = 0; i < 30000; i++) {
    const what = next(5)
    if (what < 2) { s.unshift('f' + i); list.unshift('f' + i) } else if (what < 3) { s.push('p' + i); list.push('p' + i) } else if (list.length > next(40)) { if (s.read() !== list.shift()) wrong++ }
    if (s.readableLength !== list.length) wrong++
  }
  while (list.length > 0) if (s.read() !== list.shift()) wrong++
  console.log('at random', wrong, s.read(), s.readableLength)
}
