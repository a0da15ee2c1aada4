// An error that the system reports by itself has a stack as one that was thrown: programs tell by it
// whether it is an error at all, and console shows it so.
const net = require('net')
const dns = require('dns')
const util = require('util')

const shown = (name) => (err) => {
  const [first] = err.stack.split('\n    at ').slice(1)
  console.log(name, err.stack.split('\n')[0], '|', first.replace(/:\d+:\d+\)$/, ')'), '|', util.inspect(err).startsWith('['))
}
const two = (h, o, cb) => cb(null, [{ address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 }])

async function main() {
  const failed = (name, options) => new Promise((resolve) => net.connect(options).on('error', (err) => { shown(name)(err); resolve(err) }))
  await failed('address', { port: 1, host: '127.0.0.1' })
  const all = await failed('several', { port: 1, host: 'x.test', lookup: two })
  console.log(util.inspect(all).replace(/\n +at .*/g, ''), Object.keys(all), all.message === '', String(all))
  console.log(util.inspect({ all }).replace(/\n +at .*/g, ''))
  await failed('look-up', { port: 1, host: 'nonexistent.invalid' })

  const server = net.createServer((s) => s.on('error', () => {}).once('data', () => s.resetAndDestroy()))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => {
    const c = net.connect(port, '127.0.0.1', () => c.write('x'))
    c.on('error', (err) => { shown('reset')(err); resolve() })
  })
  server.close()

  const resolver = new dns.Resolver({ timeout: 20000, tries: 1 })
  resolver.setServers(['127.0.0.1:1'])
  await new Promise((resolve) => resolver.resolve4('a.test', (err) => { shown('query')(err); resolve() }))

  Error.stackTraceLimit = 0
  net.connect(1, '127.0.0.1').on('error', (err) => {
    console.log(err.stack, util.inspect(err).split('\n')[0])
  })
}
main()
