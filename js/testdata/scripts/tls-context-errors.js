'use strict';
// What createSecureContext, and the functions about authorities, take and refuse.
const tls = require('tls');
const { read } = require('../tls/read.js');

const [key, cert, ca, encrypted, pfx] = ['server.key', 'server.crt', 'ca.crt', 'server-encrypted.key', 'server.pfx'].map(read);

function context(options) {
	let result = 'fine';
	try {
		tls.createSecureContext(options);
	} catch (e) {
		result = `${e.name} ${e.code} ${e.message} ${e.library} ${e.reason}`;
	}
	console.log(require('util').inspect(options, { depth: 1, maxArrayLength: 3, breakLength: Infinity }).slice(0, 60), '-', result);
}

[undefined, null, {}, 'x', 5].forEach((v) => context(v));
for (const name of ['key', 'cert', 'ca', 'crl', 'dhparam', 'ciphers', 'ecdhCurve', 'sigalgs', 'sessionIdContext', 'ticketKeys', 'sessionTimeout',
	'secureOptions', 'minVersion', 'maxVersion', 'secureProtocol', 'passphrase', 'privateKeyEngine', 'clientCertEngine', 'certificateCompression', 'honorCipherOrder', 'allowPartialTrustChain']) {
	for (const v of [5, true, '', null, [5]]) {
		if (name === 'sessionTimeout' && v === '') continue;
		context({ [name]: v });
	}
}
context({ key: {} });
context({ key: { pem: key } });
context({ key: [{ pem: key }] });
context({ key: [{ pem: key, passphrase: 5 }] });
context({ key, cert, passphrase: 5 });
context({ cert: 'garbage' });
context({ key: 'garbage' });
context({ ca: 'garbage' });
context({ ca: [ca, ca] });
context({ crl: 'garbage' });
context({ crl: read('ca.crl') });
context({ key, cert });
context({ cert, key: new Uint8Array(key) });
context({ key: read('self.key'), cert });
context({ key: read('ec.key'), cert });
context({ key: [key, read('ec.key')], cert: [cert, read('ec.crt')] });
context({ key: encrypted, cert });
context({ key: encrypted, cert, passphrase: 'x' });
context({ key: encrypted, cert, passphrase: 'secret' });
context({ key: [{ pem: encrypted, passphrase: 'secret' }], cert });
context({ pfx, passphrase: 'secret' });
context({ pfx: [{ buf: pfx, passphrase: 'secret' }] });
context({ pfx, passphrase: 'x' });
context({ pfx });
context({ pfx: 'garbage' });
context({ pfx: 5 });
for (const ciphers of ['no', 'TLS_AES_128_GCM_SHA256', 'TLS_FOO', 'ECDHE-RSA-AES128-GCM-SHA256:!RC4', 'DEFAULT@SECLEVEL=0', 'aes256-gcm-sha384', 'HIGH:!aNULL']) context({ ciphers });
for (const v of ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3', 'TLSv1.4', 'x', {}]) {
	context({ minVersion: v });
	context({ maxVersion: v });
}
for (const name of ['SSLv2_method', 'SSLv3_method', 'SSLv23_method', 'TLS_method', 'TLS_server_method', 'TLSv1_method', 'TLSv1_1_client_method', 'TLSv1_2_method', 'x', 'constructor_method']) {
	context({ secureProtocol: name });
}
context({ secureProtocol: 'TLSv1_2_method', minVersion: 'TLSv1.2' });
context({ secureProtocol: 'TLSv1_2_method', maxVersion: 'TLSv1.2' });
for (const ecdhCurve of ['x', 'P-256:X25519', 'auto', 'prime256v1', 'P-256:x']) context({ ecdhCurve });
context({ ticketKeys: Buffer.alloc(3) });
context({ ticketKeys: Buffer.alloc(48) });
context({ sessionTimeout: -1 });
context({ sessionTimeout: 1.5 });
context({ privateKeyIdentifier: 'x' });
context({ certificateCompression: ['x'] });
context({ certificateCompression: ['zlib', 'brotli'] });

const { thrown } = require('../tls/read.js');
console.log(...thrown(() => tls.getCACertificates('x')));
console.log(...thrown(() => tls.getCACertificates(5)));
console.log(...thrown(() => tls.setDefaultCACertificates(5)));
console.log(...thrown(() => tls.setDefaultCACertificates([5])));
console.log(...thrown(() => tls.setDefaultCACertificates(['x'])));
tls.setDefaultCACertificates([ca, ca.toString(), read('other-ca.crt')]);
console.log(tls.getCACertificates().length, tls.getCACertificates()[0].trim() === ca.toString().trim(), tls.getCACertificates() === tls.getCACertificates('default'), Object.isFrozen(tls.getCACertificates()));
console.log(Object.isFrozen(tls.rootCertificates), tls.rootCertificates.length > 100, tls.getCACertificates('bundled') === tls.rootCertificates);
console.log(tls.rootCertificates.every((text) => /^-----BEGIN CERTIFICATE-----\n[^]*\n-----END CERTIFICATE-----\n?$/.test(text)));
const ciphers = tls.getCiphers();
console.log(ciphers.includes('tls_aes_256_gcm_sha384'), ciphers.every((name) => name === name.toLowerCase()), tls.getCiphers() !== ciphers, tls.getCertificateCompressionAlgorithms());
for (const protocols of [['a', 'bb'], Buffer.from([1, 97]), Buffer.from('x'), 'x', ['a'.repeat(300)], [''], new Uint16Array([1, 2]), []]) {
	const out = {};
	console.log(...thrown(() => tls.convertALPNProtocols(protocols, out)), out);
}
console.log(Object.keys(tls));
