// No JavaScript runs under the lock of Atomics.
const t = (name, f) => {
  try { console.log(name, f()) } catch (err) { console.log(name, err.name, err.message) }
}
const a = new BigInt64Array(2)
const BigIntItself = BigInt
globalThis.BigInt = () => ({ valueOf() { Atomics.load(a, 0); return 1n } })
t('store', () => Atomics.store(a, 0, 1n))
t('store an object', () => Atomics.store(a, 0, { valueOf() { Atomics.load(a, 0); return 3n } }))
t('add', () => Atomics.add(a, 0, '5'))
t('compareExchange', () => Atomics.compareExchange(a, 0, { valueOf() { return Atomics.load(a, 0) } }, 9n))
t('load', () => Atomics.load(a, 0))
globalThis.BigInt = BigIntItself
const give = (buffer) => structuredClone(buffer, { transfer: [buffer] })
for (const name of ['store', 'add', 'exchange', 'compareExchange']) {
  const buffer = new ArrayBuffer(16)
  const view = new Int32Array(buffer)
  t(name + ' of what is given away', () => Atomics[name](view, 0, { valueOf() { give(buffer); return 1 } }, 1) ?? 'nothing')
}
const lie = (o, tag) => Object.defineProperty(o, Symbol.toStringTag, { value: tag })
t('lying', () => Atomics.add(lie(new BigInt64Array(1), 'Int32Array'), 1, 1))
t('lying too', () => Atomics.compareExchange(lie(new BigInt64Array(1), 'Int8Array'), 5, 1, 2))
t('no array', () => Atomics.load({ [Symbol.toStringTag]: 'Int32Array' }, 0))
setTimeout(() => console.log('done'), 10)
