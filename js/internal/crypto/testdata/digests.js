const c = require('crypto');
const show = (v) => v instanceof Uint8Array ? 'bytes ' + Buffer.from(v).toString('hex') : v !== null && typeof v === 'object' ? JSON.stringify(v, (k, x) => typeof x === 'bigint' ? x + 'n' : x) : String(v);
const t = (n, f) => { try { print(n, show(f())) } catch (e) { print(n, e.name, e.code, e.message) } };
for (const name of ['shake128', 'shake256', 'SHAKE-128', 'blake2b512', 'blake2s256']) { t(name, () => c.createHash(name).update('x').digest('hex')); t(name, () => { const h = c.createHash(name).update('x'); const g = h.copy(); h.update('y'); return h.digest('hex') + ' ' + g.digest('hex') }) }
for (const length of [0, 1, 5, 300, 'x']) { t(length, () => c.createHash('shake256', { outputLength: length }).update('x').digest('hex')); t(length, () => c.createHash('sha1', { outputLength: length }).update('x').digest('hex')) }
t('sha1 20', () => c.createHash('sha1', { outputLength: 20 }).digest('hex')); t('hash', () => c.hash('shake256', 'x', { outputLength: 3 })); t('hmac', () => c.createHmac('blake2b512', 'k').update('x').digest('hex'));
const secret = c.createSecretKey(Buffer.from('key'));
t('hkdf key', () => new Uint8Array(c.hkdfSync('sha256', secret, 's', 'i', 10))); t('hkdf info', () => c.hkdfSync('sha256', 'k', 's', Buffer.alloc(1025), 10)); t('hkdf 0', () => c.hkdfSync('sha256', 'k', 's', '', 0)); t('hkdf -1', () => c.hkdfSync('sha256', 'k', 's', '', -1)); t('hkdf long', () => c.hkdfSync('sha256', 'k', 's', '', 2 ** 30)); t('hkdf 5', () => c.hkdfSync('sha256', 5, 's', '', 2));
t('hmac key', () => c.createHmac('sha256', secret).update('x').digest('hex')); t('hmac hex', () => c.createHmac('sha1', '616263', { encoding: 'hex' }).update('').digest('hex')); t('pbkdf2 key', () => c.pbkdf2Sync(secret, 's', 1, 5, 'md5'));
for (const name of ['webcrypto', 'subtle', 'constants', 'createSign', 'Sign', 'X509Certificate']) t(name, () => { const d = Object.getOwnPropertyDescriptor(c, name); return [d.enumerable, d.configurable] });
t('constants', () => Object.entries(c.constants).filter(([k]) => !/^OPENSSL_VERSION/.test(k))); t('heap', () => Object.keys(c.secureHeapUsed())); t('short key', () => c.sign('sha256', 'x', '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----'));
c.generateKeyPair('ec', { namedCurve: 'P-224', publicKeyEncoding: { format: 'jwk' } }, (...a) => print(a.length, a[0].code));
