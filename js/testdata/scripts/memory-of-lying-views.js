// What a view really is decides what may be read of it, whatever its properties say
// and whatever a script does in the middle.
const assert = require('assert')
const crypto = require('crypto')
const util = require('util')
const t = (name, f) => {
  let text
  try { text = util.inspect(f()) } catch (err) { text = err.name + ': ' + err.message }
  console.log(name + ': ' + text)
}
const give = (buffer) => structuredClone(buffer, { transfer: [buffer] })
const lying = (o, tag = 'x') => {
  for (const name of ['buffer', 'byteOffset', 'byteLength', 'length', 'constructor']) Object.defineProperty(o, name, { get() { return 1e9 } })
  return Object.defineProperty(o, Symbol.toStringTag, { value: tag })
}
const pretender = (tag) => ({ buffer: new ArrayBuffer(8), byteOffset: 1, byteLength: 3, length: 3, [Symbol.toStringTag]: tag })
const half = () => {
  const buffer = new ArrayBuffer(1 << 23)
  const view = new Uint8Array(buffer, 1 << 22, 64)
  Object.setPrototypeOf(view, Buffer.prototype)
  Object.defineProperty(view, Symbol.toStringTag, { value: 'x' })
  return { buffer, view, giving: { valueOf() { give(buffer); return 0 } } }
}

console.log('-- a view that lies is still one')
t('equals', () => Buffer.from('ab').equals(lying(new Uint8Array([97, 98]))))
t('compare', () => Buffer.from('ab').compare(lying(new Uint8Array([97, 99]))))
t('concat', () => Buffer.concat([lying(new Uint8Array([97]), 'DataView')]).toString())
t('decode', () => new util.TextDecoder().decode(lying(new DataView(new Uint8Array([97, 98, 99]).buffer, 1))))
t('hash', () => crypto.createHash('md5').update(lying(new Uint16Array([0x6161]))).digest('hex'))
t('types', () => [util.types.isUint8Array, util.types.isDataView, util.types.isTypedArray].map((is) => is(lying(new Uint8Array(1), 'DataView'))))
t('clone', () => structuredClone(Object.defineProperty(new Uint8Array([1, 2]), 'buffer', { value: { a: 1 } })))
t('copyBytesFrom', () => Buffer.copyBytesFrom(Object.defineProperty(new Uint16Array([1]), Symbol.toStringTag, { value: 'DataView' })))

console.log('-- what pretends to be a view is none')
for (const tag of ['DataView', 'Uint8Array']) {
  t('compare ' + tag, () => Buffer.from('a').compare(pretender(tag)))
  t('decode ' + tag, () => new util.TextDecoder().decode(pretender(tag)))
  t('isView ' + tag, () => ArrayBuffer.isView(pretender(tag)))
  t('clone ' + tag, () => structuredClone(pretender(tag)))
}
t('types', () => util.types.isTypedArray(Object.create(new Uint8Array(1))))
t('clone', () => structuredClone({ [Symbol.toStringTag]: 'Promise', a: 1 }))
t('clone', () => structuredClone({ [Symbol.toStringTag]: 'WeakRef', a: 1 }))
t('clone', () => structuredClone(Object.defineProperty(new WeakMap(), Symbol.toStringTag, { value: 'x' })))

console.log('-- memory that was given away')
t('toString', () => { const { buffer, view } = half(); give(buffer); return view.toString('hex') })
t('equals', () => { const { buffer, view } = half(); give(buffer); return Buffer.alloc(64).equals(view) })
t('indexOf', () => { const { buffer, view } = half(); give(buffer); return Buffer.alloc(64).indexOf(view) })
t('copy', () => { const { buffer, view } = half(); give(buffer); return Buffer.alloc(64).copy(view) })
t('hash', () => { const { buffer, view } = half(); give(buffer); return crypto.createHash('md5').update(view).digest('hex') })
t('decode', () => { const { buffer, view } = half(); give(buffer); return new util.TextDecoder().decode(view) })
t('deep equal', () => { const { buffer, view } = half(); give(buffer); return util.isDeepStrictEqual(new Uint8Array(buffer.byteLength), new Uint8Array(0)) })
t('clone', () => { const { buffer, view } = half(); give(buffer); return structuredClone(view) })
t('clone', () => { const { buffer } = half(); give(buffer); return structuredClone(buffer) })
t('transfer', () => { const { buffer } = half(); give(buffer); return give(buffer) })

console.log('-- given away in the middle')
for (const name of ['load', 'store', 'add', 'and', 'exchange', 'compareExchange']) {
  t('Atomics.' + name, () => { const { buffer, giving } = half(); return Atomics[name](new Int32Array(buffer), giving, 1, 1) })
  if (name !== 'load') t('Atomics.' + name, () => { const { buffer, giving } = half(); return Atomics[name](new Int32Array(buffer), 0, giving, 1) })
}
t('transfer', () => { const { buffer, giving } = half(); return buffer.transfer(giving) })
t('floats', () => { const { buffer, view, giving } = half(); try { view.writeFloatLE(giving, 0) } catch {} return buffer.byteLength })
t('write', () => { const { view, giving } = half(); return view.writeUInt8(giving, 0) })
t('clone', () => { const { buffer, giving } = half(); return structuredClone({ get x() { return +giving }, view: new Uint8Array(buffer) }) })
t('clone and transfer', () => { const { buffer, giving } = half(); const c = structuredClone({ buffer, get x() { return +giving } }, { transfer: [buffer] }); return c.buffer.byteLength })
t('sort', () => { const { buffer, view, giving } = half(); try { view.sort((a, b) => { if (!buffer.detached) +giving; return 0 }) } catch {} return view.byteLength })

console.log('-- what is shared stays')
const shared = new SharedArrayBuffer(8)
t('transfer', () => structuredClone(shared, { transfer: [shared] }))
t('transfer', () => ArrayBuffer.prototype.transfer.call(shared))
t('transfer', () => ArrayBuffer.prototype.transfer.call({}))
t('detached', () => Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'detached').get.call(shared))
t('types', () => util.types.isSharedArrayBuffer(Object.create(shared)))
t('Atomics', () => Atomics.load(Object.defineProperty(new Float64Array(8), Symbol.toStringTag, { value: 'Int8Array' }), 20))
t('Atomics', () => Atomics.load(Object.defineProperty(new Int8Array([1, 2]), Symbol.toStringTag, { value: 'x' }), 1))
t('Atomics', () => Atomics.load(new Uint8ClampedArray(1), 0))
t('still', () => shared.byteLength)
