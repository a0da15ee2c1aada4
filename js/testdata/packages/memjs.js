'use strict'
// memjs against memcached: every command, large values, many at once, and a
// server that is not there.
const memjs = require('memjs')

const client = memjs.Client.create(`127.0.0.1:${process.argv[2]}`, { retries: 1 })
const show = (what, result) => console.log(what, result)

async function main() {
  await client.flush()
  show('set', await client.set('greeting', 'hello', { expires: 600 }))
  const got = await client.get('greeting')
  show('get', [got.value.toString(), Buffer.isBuffer(got.value), got.flags])
  show('get of a missing key', await client.get('nothing'))
  show('add', await client.add('added', '1', { expires: 0 }))
  show('add again', await client.add('added', '2', {}))
  show('replace', await client.replace('added', '3', {}))
  show('replace of a missing key', await client.replace('nothing', '3', {}))
  show('append', await client.append('greeting', ' world'))
  show('prepend', await client.prepend('greeting', '> '))
  show('get', (await client.get('greeting')).value.toString())
  show('increment', await client.increment('counter', 5, { initial: 10 }))
  show('increment', await client.increment('counter', 5, {}))
  show('decrement', await client.decrement('counter', 3, {}))
  show('touch', await client.touch('counter', 100))
  show('delete', await client.delete('counter'))
  show('delete again', await client.delete('counter'))

  const large = Buffer.alloc(900_000)
  for (let i = 0; i < large.length; i++) large[i] = i * 7
  show('set of a large value', await client.set('large', large, {}))
  show('the large value is the same', (await client.get('large')).value.equals(large))

  await Promise.all(Array.from({ length: 1000 }, (_, i) => client.set(`key${i}`, `value ${i}`, {})))
  const all = await Promise.all(Array.from({ length: 1000 }, (_, i) => client.get(`key${i}`)))
  show('a thousand at once', all.every(({ value }, i) => value.toString() === `value ${i}`))

  await new Promise((resolve) => client.stats((err, server, stats) => {
    show('stats', [err, Number(stats.curr_items) > 1000, Object.keys(stats).includes('bytes')])
    resolve()
  }))
  client.set('by callback', 'x', {}, (err, val) => {
    show('callback', [err, val])
    client.close()
    absent()
  })
}

function absent() {
  const nobody = memjs.Client.create('127.0.0.1:1', { retries: 1, logger: { log: () => {} } })
  nobody.get('key', (err, value) => {
    show('no server', [err && err.code, err && err.message, value])
    nobody.close()
  })
}

main()
