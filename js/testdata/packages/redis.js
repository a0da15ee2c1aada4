'use strict'
// redis@3 against redis-server.
const redis = require('redis')
const { promisify } = require('util')

const port = Number(process.argv[2])
const client = redis.createClient({ port, host: '127.0.0.1' })
for (const event of ['connect', 'ready', 'end', 'reconnecting']) {
  client.on(event, () => console.log('event', event))
}
client.on('error', (err) => console.log('error event', err.code, err.message))

const ask = (command, ...args) => promisify(client[command]).apply(client, args)

async function main() {
  console.log(await ask('flushall'))
  console.log(await ask('set', 'name', 'grüße €'), await ask('get', 'name'))
  console.log(await ask('mset', 'a', 1, 'b', 2), await ask('mget', 'a', 'b', 'c'))
  console.log(await ask('hmset', 'hash', { one: '1', two: '2' }), await ask('hgetall', 'hash'))
  console.log(await ask('rpush', 'list', 'x', 'y', 'z'), await ask('lrange', 'list', 0, -1))
  console.log(await ask('zadd', 'scores', 1, 'low', 2, 'high'), await ask('zrange', 'scores', 0, -1, 'WITHSCORES'))
  await ask('incr', 'name').catch((err) => console.log(err.name, err.code, err.command, err.message))
  console.log(await ask('eval', 'return {KEYS[1], ARGV[1], 7}', 1, 'k', 'v'))
  console.log(await promisify((f) => client.multi().set('m', 'n').incr('a').get('a').exec(f))())
  console.log(await promisify((f) => client.batch().get('a').get('m').exec(f))())

  // Ten thousand commands, written without waiting for answers.
  let answers = 0
  let inOrder = true
  await new Promise((resolve) => {
    for (let i = 0; i < 10000; i++) {
      client.incr('count', (err, n) => {
        if (err || n !== i + 1) inOrder = false
        if (++answers === 10000) resolve()
      })
    }
  })
  console.log('pipelined', answers, inOrder, await ask('get', 'count'))

  const large = 'x'.repeat(1 << 20)
  await ask('set', 'large', large)
  console.log('large', (await ask('get', 'large')) === large)
  const binary = redis.createClient({ port, return_buffers: true })
  binary.set(Buffer.from([0, 255, 1]), Buffer.from([1, 2, 254]))
  binary.get(Buffer.from([0, 255, 1]), (err, value) => {
    console.log('buffers', err, value)
    binary.quit(() => subscribe())
  })
}

function subscribe() {
  const subscriber = client.duplicate()
  const messages = []
  subscriber.on('subscribe', (channel, count) => {
    console.log('subscribed', channel, count)
    if (count < 2) return
    subscriber.psubscribe('pattern.*')
  })
  subscriber.on('psubscribe', (pattern, count) => {
    console.log('psubscribed', pattern, count)
    for (let i = 0; i < 5; i++) client.publish('news', `item ${i}`)
    client.publish('pattern.one', 'by pattern')
    client.publish('sport', 'last')
  })
  subscriber.on('pmessage', (pattern, channel, message) => messages.push([pattern, channel, message]))
  subscriber.on('message', (channel, message) => {
    messages.push([channel, message])
    if (message === 'last') {
      console.log(messages)
      subscriber.unsubscribe()
      subscriber.punsubscribe()
      subscriber.quit((err, answer) => {
        console.log('subscriber quit', err, answer)
        killed()
      })
    }
  })
  subscriber.subscribe('news', 'sport')
}

// The server ends the connection of a client, which comes back by itself.
function killed() {
  client.client('ID', (err, id) => {
    const other = redis.createClient({ port })
    other.client('KILL', 'ID', id, () => other.quit())
    client.once('ready', () => client.get('a', (err, a) => {
      console.log('after the connection was lost', err, a)
      client.quit((err, answer) => {
        console.log('quit', err, answer)
        refused()
      })
    }))
  })
}

function refused() {
  const nobody = redis.createClient({ port: 1, retry_strategy: ({ error, attempt }) => (attempt > 2 ? undefined : 10) })
  nobody.on('error', (err) => console.log('refused', err.code, err.message))
  nobody.get('x', (err) => console.log('aborted', err.name, err.code, err.message))
}

main()
