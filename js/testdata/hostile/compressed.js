// What is compressed takes memory in proportion to what there is, and not to the largest
// window; much that is asked for at once waits; what follows the end is left out.
const zlib = require('zlib')
const { BROTLI_PARAM_LGWIN, ZSTD_c_compressionLevel } = zlib.constants
const largest = { params: { [BROTLI_PARAM_LGWIN]: 24 } }
const t = (name, f) => { try { console.log(name, f()) } catch (err) { console.log(name, err.name, err.code) } }
t('many, one after the other', () => { let n = 0; for (let i = 0; i < 20; i++) n += zlib.brotliDecompressSync(zlib.brotliCompressSync('abc' + i, largest)).length; return n })
for (const length of [0, 1, 1000, 1008, 1009, 1024, 65520, 65521, 300000]) {
  const data = Buffer.alloc(length, 'some text, ' + length)
  t('brotli ' + length, () => zlib.brotliDecompressSync(zlib.brotliCompressSync(data, { params: { 1: 5 } })).equals(data))
  t('zstd ' + length, () => [1, 3, 19].map((level) => zlib.zstdDecompressSync(zlib.zstdCompressSync(data, { params: { [ZSTD_c_compressionLevel]: level } })).equals(data)))
}
const junk = Buffer.from('junk, and more')
t('after Brotli', () => zlib.brotliDecompressSync(Buffer.concat([zlib.brotliCompressSync('hello'), junk])).toString())
t('after Zstandard', () => zlib.zstdDecompressSync(Buffer.concat([zlib.zstdCompressSync('hello'), junk])).toString())
t('and nothing may', () => zlib.brotliDecompressSync(Buffer.concat([zlib.brotliCompressSync('hello'), junk]), { rejectGarbageAfterEnd: true }).toString())
let left = 100
for (let i = 0; i < 100; i++) zlib.brotliCompress('abc' + i, largest, (err, p) => { if (err) throw err; if (--left === 0) console.log('all are done', zlib.brotliDecompressSync(p).length > 3) })
