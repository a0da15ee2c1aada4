'use strict';
// Public keys with a challenge, which the class Certificate reads.

const crypto = require('crypto');
const { Certificate } = crypto;
const tell = (f) => {
  try {
    return f();
  } catch (error) {
    return [error.name, error.code, error.message].join(' | ');
  }
};
const length = (n) => n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 255];
const der = (tag, ...parts) => {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([tag, ...length(content.length)]), content]);
};
const oid = (...bytes) => der(0x30, der(6, bytes), der(5));
const make = (type, options, hash, algorithm, challenge, string = 0x16) => {
  const { publicKey, privateKey } = crypto.generateKeyPairSync(type, options);
  const content = der(0x30, publicKey.export({ type: 'spki', format: 'der' }), der(string, Buffer.from(challenge)));
  const signature = crypto.sign(hash, content, privateKey);
  return [der(0x30, content, algorithm, der(3, [0], signature)), publicKey.export({ type: 'spki', format: 'pem' })];
};
console.log(Certificate.name, Certificate.length, Certificate() instanceof Certificate, Object.keys(Certificate), Reflect.ownKeys(Certificate.prototype), new Certificate());
for (const name of Object.keys(Certificate)) {
  console.log(name, Certificate[name].name, Certificate[name].length, Certificate.prototype[name] === Certificate[name]);
  for (const value of [undefined, 5, null, {}, '', 'abc', Buffer.from('abc'), new Uint8Array(0), 'aGVsbG8=', Buffer.from('aGVsbG8=').buffer]) console.log(tell(() => Certificate[name](value)));
}
const rsa = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];
const ec = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3];
for (const args of [
  ['rsa', { modulusLength: 1024 }, 'md5', oid(...rsa, 4), 'a challenge'],
  ['rsa', { modulusLength: 1024 }, 'sha1', oid(...rsa, 5), ''],
  ['rsa', { modulusLength: 1024 }, 'sha256', oid(...rsa, 11), 'x'],
  ['rsa', { modulusLength: 1024 }, 'sha512', oid(...rsa, 13), 'x'],
  ['rsa', { modulusLength: 1024 }, 'sha256', oid(...rsa, 12), 'another hash than it says'],
  ['ec', { namedCurve: 'P-256' }, 'sha256', der(0x30, der(6, [...ec, 2])), 'an elliptic curve'],
  ['rsa', { modulusLength: 1024 }, 'sha256', oid(...rsa, 11), 'of another kind', 0x0c],
]) {
  const [bytes, pem] = make(...args);
  const text = bytes.toString('base64');
  const key = Certificate.exportPublicKey(text);
  console.log(args[0], args[2], args[4], Certificate.verifySpkac(text), String(key) === pem, String(Certificate.exportChallenge(text)), Buffer.isBuffer(key), Buffer.isBuffer(Certificate.exportChallenge(text)));
  const other = Buffer.from(bytes);
  other[other.length - 1] ^= 1;
  console.log(Certificate.verifySpkac(other.toString('base64')), Certificate.verifySpkac(Buffer.from(`${text}\r\n \t`)), Certificate.verifySpkac(text, 'latin1'), Certificate.verifySpkac(text.slice(0, -8)), Certificate.verifySpkac(bytes.subarray(0, 50).toString('base64')));
}
