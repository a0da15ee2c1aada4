'use strict';
// Every option of contexts and servers, given values of every kind.
const tls = require('tls');
const { inspect } = require('util');
const { read } = require('../tls/read.js');

function told(what, f) {
	let result = 'fine';
	try {
		f();
	} catch (e) {
		result = [e.name, e.code, e.message.split(/\.(?:c|cc):\d/)[0].replace(/^[0-9A-F]+:error/, 'error').replace(/:[^:]*openssl.*$/s, ''), Object.keys(e).sort(), e.library, e.reason].join(' | ');
	}
	console.log(what, '-', result);
}
const context = (options) => told(inspect(options, { breakLength: Infinity, depth: 2, maxArrayLength: 2, maxStringLength: 60 }), () => tls.createSecureContext(options));

const kinds = [5, true, {}, [5], [{}], [null], [undefined], '', [''], 'x', Symbol('s'), () => {}, new Uint8Array(0), new Uint8Array(2), null, false, 0, NaN];
for (const name of ['key', 'cert', 'ca', 'crl', 'pfx', 'ciphers', 'ecdhCurve', 'sigalgs', 'dhparam', 'passphrase', 'sessionIdContext', 'sessionTimeout', 'ticketKeys', 'clientCertEngine',
	'privateKeyIdentifier', 'secureOptions', 'secureProtocol', 'minVersion', 'maxVersion', 'allowPartialTrustChain', 'honorCipherOrder', 'certificateCompression']) {
	for (const v of kinds) context({ [name]: v });
}
for (const v of kinds) told(['passphrase of a key', v], () => tls.createSecureContext({ key: read('server-encrypted.key'), passphrase: v }));
for (const v of kinds) told(['passphrase of a pfx', v], () => tls.createSecureContext({ pfx: read('server.pfx'), passphrase: v }));
for (const v of [[{ pem: read('server-encrypted.key'), passphrase: 'x' }], [{ pem: read('server-encrypted.key') }], { pem: read('server.key') }]) told('keys', () => tls.createSecureContext({ key: v }));
for (const v of [[{ buf: read('server.pfx'), passphrase: 'x' }], { buf: read('server.pfx'), passphrase: 'secret' }]) told('pfx', () => tls.createSecureContext({ pfx: v }));

for (const ciphers of ['ALL', 'NULL', 'aNULL', '!ALL', '-ALL', '+AES', 'AES128-SHA:no', 'no:AES128-SHA', ':', '::', 'AES128-SHA:', 'TLS_AES_128_GCM_SHA256:no', 'TLS_AES_128_CCM_SHA256', 'TLS_NO',
	'TLS_AES_256_GCM_SHA384:!TLS_AES_128_GCM_SHA256', 'AES256-SHA256', 'DHE-RSA-AES256-GCM-SHA384', 'CAMELLIA256-SHA', 'RC4', 'PSK', 'ARIA', 'aes128-sha', 'AES128-SHA AES256-SHA', 'AES128-SHA,AES256-SHA']) context({ ciphers });
for (const ecdhCurve of ['P-521:X25519', 'no', 'P-256:no', ':', '?P-256', '*P-256', 'P-256:P-256', 'secp256k1', 'ffdhe2048']) context({ ecdhCurve });
for (const sigalgs of ['RSA-PSS+SHA256', 'rsa_pss_rsae_sha256', 'RSA+no', 'ECDSA+SHA256:RSA+SHA1', 'ed25519', 'a:b', ':', 'RSA+SHA256:', 'rsa+sha256']) context({ sigalgs });
for (const secureProtocol of ['SSLv2', 'SSLv2_method', 'SSLv3', 'SSLv3_client_method', 'TLSv1_3_method', 'TLS_method', 'constructor']) context({ secureProtocol });
for (const length of [32, 33]) context({ sessionIdContext: 'x'.repeat(length) });
context({ ticketKeys: 'x'.repeat(48) });
context({ clientCertEngine: 'x' });
context({ privateKeyEngine: 'x', privateKeyIdentifier: 'y' });
context({ privateKeyEngine: 'x', privateKeyIdentifier: 5 });
told('two ways to a key', () => tls.createSecureContext({ privateKeyEngine: 'x', privateKeyIdentifier: 'y', key: read('server.key') }));
context({ certificateCompression: ['zlib', 'zlib'] });

for (const name of ['key', 'cert', 'ca', 'pfx', 'ciphers', 'dhparam', 'crl', 'handshakeTimeout', 'SNICallback', 'ALPNProtocols', 'ALPNCallback', 'pskIdentityHint', 'requestCert', 'ticketKeys', 'sessionTimeout']) {
	for (const v of kinds) told(['server', name, v], () => tls.createServer({ [name]: v }));
}
