'use strict'
// ioredis against redis-server.
const { Redis } = require('ioredis')

const port = Number(process.argv[2])
const redis = new Redis({ port, host: '127.0.0.1', db: 1 })
for (const event of ['connecting', 'connect', 'ready', 'close', 'end']) {
  redis.on(event, () => console.log('event', event))
}

async function main() {
  console.log(await redis.flushall())
  console.log(await redis.set('name', 'grüße €', 'EX', 100), await redis.get('name'))
  console.log(await redis.mset({ a: 1, b: 2 }), await redis.mget('a', 'b', 'c'))
  console.log(await redis.hset('hash', { one: 1, two: 2 }), await redis.hgetall('hash'))
  console.log(await redis.rpush('list', 'x', 'y', 'z'), await redis.lrange('list', 0, -1))
  console.log(await redis.getBuffer('name'))
  await redis.incr('name').catch((err) => console.log(err.name, err.message, err.command))
  console.log(await redis.multi().set('m', 'n').incr('a').get('a').exec())

  const pipeline = redis.pipeline()
  for (let i = 0; i < 10000; i++) pipeline.incr('count')
  const results = await pipeline.exec()
  console.log('pipeline', results.length, results.every(([err, n], i) => err === null && n === i + 1))

  const separately = await Promise.all(Array.from({ length: 10000 }, (_, i) => redis.incrby('count', 1)))
  console.log('commands', separately.length, separately.every((n, i) => n === 10001 + i))

  redis.defineCommand('twice', { numberOfKeys: 1, lua: "return redis.call('get', KEYS[1]) .. redis.call('get', KEYS[1])" })
  console.log('lua', await redis.twice('m'))

  const members = Array.from({ length: 1000 }, (_, i) => `member${i}`)
  await redis.sadd('set', ...members)
  const seen = new Set()
  const stream = redis.sscanStream('set', { count: 50 })
  stream.on('data', (keys) => keys.forEach((key) => seen.add(key)))
  await new Promise((resolve) => stream.on('end', resolve))
  console.log('scanned', seen.size)

  const large = Buffer.alloc(1 << 20, 'abc')
  await redis.set('large', large)
  console.log('large', (await redis.getBuffer('large')).equals(large))

  const waiting = redis.duplicate()
  const popped = waiting.blpop('queue', 5)
  await redis.rpush('queue', 'job')
  console.log('blpop', await popped)
  await waiting.quit()

  const subscriber = new Redis(port, { lazyConnect: true })
  await subscriber.connect()
  const messages = []
  console.log('subscribed', await subscriber.subscribe('news', 'sport'), await subscriber.psubscribe('pattern.*'))
  subscriber.on('pmessage', (pattern, channel, message) => messages.push([pattern, channel, message]))
  const last = new Promise((resolve) => subscriber.on('message', (channel, message) => {
    messages.push([channel, message])
    if (message === 'last') resolve()
  }))
  for (let i = 0; i < 5; i++) await redis.publish('news', `item ${i}`)
  await redis.publish('pattern.one', 'by pattern')
  const receivers = await redis.publish('sport', 'last')
  await last
  console.log(messages, receivers)
  console.log('unsubscribed', await subscriber.unsubscribe('news', 'sport'), await subscriber.punsubscribe('pattern.*'))
  subscriber.disconnect()

  // The connection is lost, and made again with what was still to be sent.
  const id = await redis.client('ID')
  const other = new Redis(port)
  redis.once('close', () => redis.get('a').then((a) => {
    console.log('after the connection was lost', a)
    return redis.quit()
  }).then((answer) => {
    console.log('quit', answer)
    redis.once('end', refused)
  }))
  await other.client('KILL', 'ID', id)
  await other.quit()
}

function refused() {
  const nobody = new Redis({ port: 1, maxRetriesPerRequest: 1, retryStrategy: (times) => (times > 2 ? null : 10) })
  nobody.on('error', (err) => console.log('refused', err.code, err.syscall, err.address, err.port))
  nobody.get('x').catch((err) => console.log(err.name, err.message))
}

main()
