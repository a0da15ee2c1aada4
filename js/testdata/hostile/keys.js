// A public key of anybody's, whose numbers are so large that its use would take long: OpenSSL names one reason or another.
const crypto = require('crypto')
const size = (n) => n < 128 ? [n] : n < 65536 ? [0x82, n >> 8, n & 255] : [0x83, n >> 16, n >> 8 & 255, n & 255]
const der = (tag, ...parts) => { const content = Buffer.concat(parts.map((p) => Buffer.from(p))); return Buffer.concat([Buffer.from([tag, ...size(content.length)]), content]) }
const rsa = (bytes) => der(0x30, der(0x30, Buffer.from('06092a864886f70d010101', 'hex'), [5, 0]), der(3, [0], der(0x30, der(2, Buffer.alloc(bytes, 0x7f)), der(2, [1, 0, 1]))))
const t = (name, f) => { try { console.log(name, f()) } catch (err) { console.log(name, err.name, /^ERR_OSSL/.test(err.code)) } }
for (const bytes of [2048, 2049, 4000, 60000]) {
  const key = crypto.createPublicKey({ key: rsa(bytes), format: 'der', type: 'spki' })
  const block = Buffer.alloc(bytes, 1)
  const { RSA_NO_PADDING, RSA_PKCS1_PSS_PADDING } = crypto.constants
  t(bytes + ' encrypt', () => crypto.publicEncrypt({ key, padding: RSA_NO_PADDING }, block).length)
  t(bytes + ' decrypt', () => crypto.publicDecrypt({ key, padding: RSA_NO_PADDING }, block).length)
  t(bytes + ' verify', () => crypto.verify('sha256', 'a', key, block))
  t(bytes + ' verify PSS', () => crypto.verify('sha256', 'a', { key, padding: RSA_PKCS1_PSS_PADDING }, block))
  t(bytes + ' Verify', () => crypto.createVerify('sha256').update('a').verify(key, block))
  t(bytes + ' length', () => key.asymmetricKeyDetails.modulusLength)
}
