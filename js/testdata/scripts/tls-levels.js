'use strict';
// What OpenSSL's level of security allows, and what two ends say that have no version in
// common: each case for itself, in any order between the two sides.
const tls = require('tls');
const { read, identity, thrown } = require('../tls/read.js');

const ca = [read('ca.crt'), read('weak.crt')];
const tell = (...args) => console.log(...args);
const context = (o) => { const [how, value, code, message] = thrown(() => tls.createSecureContext(o)); tell(how, how === 'throws' ? [value, code, message.replace(/(:[^:]*routines):[^:]*:/, '$1::')] : '', o.ciphers ?? ''); };

async function meet(what, ours, theirs) {
	tell('case', what);
	const server = tls.createServer({ ...identity('server'), ...ours }, (socket) => socket.end());
	server.on('tlsClientError', (e) => tell('server', e.code));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, ...theirs });
	client.on('secureConnect', () => tell('client', client.getProtocol()));
	client.on('error', (e) => tell('client', e.code, e.code === 'UNSPECIFIED' ? e.message : ''));
	client.resume();
	await new Promise((resolve) => client.on('close', resolve));
	await new Promise((resolve) => server.close(resolve));
}

(async () => {
	for (const ciphers of [undefined, 'DEFAULT@SECLEVEL=0', 'DEFAULT@SECLEVEL=1', 'DEFAULT@SECLEVEL=3', 'DEFAULT@SECLEVEL=6', 'DEFAULT@SECLEVEL', 'DEFAULT@NOTHING', 'DEFAULT@STRENGTH', '@SECLEVEL=0:DEFAULT', 'DEFAULT:@SECLEVEL=0']) {
		context({ ciphers, ...identity('weak') });
		context({ ciphers, ...identity('server') });
	}
	await meet('a weak key', { ...identity('weak'), ciphers: 'DEFAULT@SECLEVEL=0' }, {});
	await meet('a weak key that is allowed', { ...identity('weak'), ciphers: 'DEFAULT@SECLEVEL=0' }, { ciphers: 'DEFAULT@SECLEVEL=0' });
	const only = (version, ciphers) => ({ minVersion: version, maxVersion: version, ciphers });
	const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
	for (const level of ['ALL@SECLEVEL=0', undefined]) {
		for (const ours of versions) {
			for (const theirs of versions) await meet(`${ours} ${theirs} ${level}`, only(ours, level), only(theirs, level));
		}
	}
	await meet('nothing between', { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }, {});
	await meet('nothing between, there', {}, { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' });
	await meet('from too early on', { minVersion: 'TLSv1' }, { maxVersion: 'TLSv1.2' });
	await meet('a method for servers', {}, { secureProtocol: 'TLS_server_method' });
	await meet('methods for each', { secureProtocol: 'TLS_server_method' }, { secureProtocol: 'TLS_client_method' });
	const group = '-----BEGIN DH PARAMETERS-----\nMIGHAoGBAP//////////yQ/aoiFowjTExmKLgNwc0SkCTgiKZ8x0Agu+pjsTmyJR\nSgh5jjQE3e+VGbPNOkMbMCsKbfJfFDdP4TVtbVHCReSFtXZiXn7G9ExC6aY37WsL\n/1y29Aa37e44a/taiZ+lrp8kEXxLH+ZJKGZR7OZTgf//////////AgEC\n-----END DH PARAMETERS-----\n';
	for (const ciphers of [undefined, 'DEFAULT@SECLEVEL=1', 'DEFAULT@SECLEVEL=0']) context({ dhparam: group, ciphers });
	context({ dhparam: '-----BEGIN DH PARAMETERS-----\nMAYCAQsCAQI=\n-----END DH PARAMETERS-----\n' });
	for (const secureOptions of [1.5, '1', -1]) context({ secureOptions });
})();
