// Bytes that would be a text longer than V8 has: refused before it is made, by decoders and
// streams as by Buffers.
const { StringDecoder } = require('string_decoder')
const { Readable, PassThrough } = require('stream')

const bytes = Buffer.alloc(0x10000000)
const attempt = (name, f) => {
  try { console.log(name, f()) } catch (err) { console.log(name, err.name, err.code, err.message) }
}
const reading = () => new Readable({ read () {} })

attempt('Buffer', () => bytes.toString('hex').length)
attempt('StringDecoder', () => new StringDecoder('hex').write(bytes).length)
attempt('text', () => new StringDecoder('hex').text(bytes, 0).length)
attempt('push', () => reading().setEncoding('hex').push(bytes))
attempt('setEncoding', () => { const r = reading(); r.push(bytes); r.setEncoding('hex') })
attempt('write', () => new PassThrough().setEncoding('hex').write(bytes))
attempt('unshift', () => { const r = reading().setEncoding('hex'); return r.unshift(bytes.subarray(0, 4)) })
