// make() has everything that one side makes and the other has to understand; check(made)
// is a line for whatever it does not.
const c = require('crypto');
const pass = { cipher: 'aes-256-cbc', passphrase: 'pass' };
const kinds = { rsa: { modulusLength: 1024 }, 'rsa-pss': { modulusLength: 1024, hashAlgorithm: 'sha256', saltLength: 20 }, ed25519: {}, x25519: {}, dh: { group: 'modp5' }, P224: { namedCurve: 'P-224' }, P256: { namedCurve: 'P-256' }, P384: { namedCurve: 'P-384' }, P521: { namedCurve: 'P-521' } };
const typeOf = (kind) => kind[0] === 'P' ? 'ec' : kind;
const signatures = (k) => ({ rsa: [{}, { padding: 6 }, { padding: 6, saltLength: 0 }, { padding: 6, saltLength: 32 }], 'rsa-pss': [{}], ec: [{}, { dsaEncoding: 'ieee-p1363' }], ed25519: [{}] })[k.asymmetricKeyType] ?? [];
const encryptions = [{}, { padding: 1 }, { oaepHash: 'sha256', oaepLabel: Buffer.from('label') }];
const ciphers = ['aes-128-cbc', 'aes-256-ctr', 'aes-192-gcm', 'chacha20-poly1305', 'aes-128-cfb8', 'des-ede3-cbc', 'aes-256-ecb', 'aes-128-ccm', 'aes-128-ofb'];
const tagged = (name) => /gcm|ccm|poly/.test(name);
const hash = (k) => k.asymmetricKeyType === 'ed25519' ? null : 'sha256';
const key = (size) => Buffer.alloc(size, 3);

function make() {
  const made = { keys: [], ciphers: [] };
  for (const kind in kinds) {
    const { publicKey: q, privateKey: p } = c.generateKeyPairSync(typeOf(kind), kinds[kind]);
    const one = { kind, spki: q.export({ type: 'spki', format: 'pem' }), forms: [], signed: [], encrypted: [] };
    one.forms.push([p.export({ type: 'pkcs8', format: 'pem' }), {}], [p.export({ type: 'pkcs8', format: 'pem', ...pass }), { passphrase: 'pass' }]);
    if (kind === 'rsa') one.forms.push([p.export({ type: 'pkcs1', format: 'pem' }), {}], [p.export({ type: 'pkcs1', format: 'pem', ...pass }), { passphrase: 'pass' }]);
    if (typeOf(kind) === 'ec') one.forms.push([p.export({ type: 'sec1', format: 'pem' }), {}], [p.export({ type: 'sec1', format: 'pem', ...pass, cipher: 'aes-128-cbc' }), { passphrase: 'pass' }]);
    if (/^rsa$|25519|P[235]..$/.test(kind) && kind !== 'P224') one.forms.push([p.export({ format: 'jwk' }), { format: 'jwk' }]);
    for (const how of signatures(p)) one.signed.push([how, c.sign(hash(p), Buffer.from('text'), { key: p, ...how }).toString('hex')]);
    if (kind === 'rsa') for (const how of encryptions) one.encrypted.push(c.publicEncrypt({ key: q, ...how }, 'text').toString('hex'));
    if (kind === 'rsa') one.back = c.privateEncrypt(p, 'text').toString('hex');
    if (/x25519|dh|^P/.test(kind)) {
      const other = c.generateKeyPairSync(typeOf(kind), kinds[kind]);
      one.other = other.publicKey.export({ type: 'spki', format: 'pem' });
      one.secret = c.diffieHellman({ privateKey: p, publicKey: other.publicKey }).toString('hex');
    }
    made.keys.push(one);
  }
  for (const name of ciphers) {
    const info = c.getCipherInfo(name);
    const x = c.createCipheriv(name, key(info.keyLength), info.ivLength ? key(info.ivLength) : null, { authTagLength: 16 });
    if (tagged(name)) x.setAAD(Buffer.from('beside'), { plaintextLength: 10 });
    const text = x.update('0123456789', 'utf8', 'hex') + x.final('hex');
    made.ciphers.push([name, text, tagged(name) ? x.getAuthTag().toString('hex') : '']);
  }
  return made;
}

function check(made) {
  const wrong = [];
  const same = (what, f, want) => { let got; try { got = f() } catch (e) { got = e.code + ' ' + e.message } if (got !== want) wrong.push(what + ': ' + got) };
  for (const one of made.keys) {
    const q = c.createPublicKey(one.spki);
    let p;
    for (const [form, options] of one.forms) {
      same(one.kind + ' ' + String(form).slice(0, 40), () => { p = c.createPrivateKey({ key: form, ...options }); return c.createPublicKey(p).equals(q) }, true);
    }
    same(one.kind + ' details', () => c.createPublicKey(p).export({ type: 'spki', format: 'pem' }), one.spki);
    for (const [how, signature] of one.signed) same(one.kind + ' ' + JSON.stringify(how), () => c.verify(hash(p), Buffer.from('text'), { key: q, ...how }, Buffer.from(signature, 'hex')), true);
    one.encrypted.forEach((data, i) => same('encrypted ' + i, () => c.privateDecrypt({ key: p, ...encryptions[i] }, Buffer.from(data, 'hex')).toString(), 'text'));
    if (one.back) same('privateEncrypt', () => c.publicDecrypt(q, Buffer.from(one.back, 'hex')).toString(), 'text');
    if (one.secret) same(one.kind + ' secret', () => c.diffieHellman({ privateKey: p, publicKey: c.createPublicKey(one.other) }).toString('hex'), one.secret);
  }
  for (const [name, text, tag] of made.ciphers) {
    same(name, () => {
      const info = c.getCipherInfo(name);
      const x = c.createDecipheriv(name, key(info.keyLength), info.ivLength ? key(info.ivLength) : null, { authTagLength: 16 });
      if (tag) x.setAuthTag(Buffer.from(tag, 'hex')).setAAD(Buffer.from('beside'), { plaintextLength: 10 });
      return x.update(text, 'hex', 'utf8') + x.final('utf8');
    }, '0123456789');
  }
  return wrong;
}
