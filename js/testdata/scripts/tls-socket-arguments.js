'use strict';
// What a TLSSocket is made with, and what its methods are given: values of every kind.
const tls = require('tls');
const { inspect } = require('util');
const { read, identity, thrown } = require('../tls/read.js');

const kinds = [null, true, false, 0, 1, NaN, '', 'x', [], ['x'], {}, Symbol('s'), 1n, Buffer.from('b'), new ArrayBuffer(2)];
const show = (v) => inspect(v, { breakLength: Infinity });

function made(options, use) {
	return thrown(() => {
		const socket = new tls.TLSSocket(undefined, options);
		try {
			return use?.(socket);
		} finally {
			socket.destroy();
		}
	});
}

for (const v of kinds) {
	for (const name of ['secureContext', 'session', 'pskCallback', 'keepAliveInitialDelay', 'keepAlive', 'noDelay']) {
		console.log(name, show(v), ...made({ [name]: v }).map(String));
	}
	console.log('connect', show(v), ...thrown(() => void tls.connect({ port: 1, keepAliveInitialDelay: v }).on('error', () => {}).destroy()));
	console.log('sessionIdContext', show(v), ...thrown(() => tls.createServer({ sessionIdContext: v }).listening));
	console.log('renegotiate', show(v), ...made({}, (socket) => typeof socket.renegotiate(v)));
	console.log('setKeyCert', show(v), ...made({}, (socket) => socket.setKeyCert(v)));
}
console.log('setKeyCert', ...made({ isServer: true }, (socket) => socket.setKeyCert(identity('server'))), ...made({ isServer: true }, (socket) => socket.setKeyCert({})));

// What checkServerIdentity throws is an uncaught exception: the client is not told that it is
// secure, the server is.
async function meet(maxVersion) {
	const server = tls.createServer({ ...identity('server'), maxVersion });
	const secure = new Promise((resolve) => server.on('secureConnection', resolve));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const caught = new Promise((resolve) => process.once('uncaughtException', resolve));
	const options = { port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca: read('ca.crt') };
	const refusing = tls.connect({ ...options, checkServerIdentity() { throw new Error('thrown'); } });
	refusing.on('secureConnect', () => console.log('secureConnect'));
	console.log(maxVersion, (await caught).message, refusing.destroyed, refusing.authorized, refusing.authorizationError, refusing.getProtocol());
	const socket = await secure;
	console.log(socket.getProtocol(), socket.destroyed);
	const most = maxVersion === 'TLSv1.3' && socket.getCipher().name.endsWith('SHA384') ? 255 * 48 : 255 * 32;
	for (const length of [1, most, most + 1, 20000]) {
		const [how, ...what] = thrown(() => socket.exportKeyingMaterial(length, 'label').length);
		console.log('export', length, how, ...what.map((w) => String(w).replace(/^[0-9A-F]+:error/, 'error').replace(/routines:.*?:/, 'routines::')));
	}
	refusing.destroy();
	socket.destroy();
	await new Promise((resolve) => server.close(resolve));
}

meet('TLSv1.2').then(() => meet('TLSv1.3'));
