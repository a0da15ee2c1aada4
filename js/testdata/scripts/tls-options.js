'use strict';
// What connect, createServer and the methods of TLSSocket take and refuse.
const tls = require('tls');
const net = require('net');
const { read, identity, thrown } = require('../tls/read.js');

function tell(what, f) {
	const [how, ...rest] = thrown(f);
	const [value] = rest;
	if (how === 'returns' && value && typeof value.on === 'function') {
		value.on('error', () => {});
		value.destroy?.();
		console.log(what, value.constructor.name);
	} else {
		console.log(what, how, ...rest);
	}
}

process.on('uncaughtException', (e) => console.log('uncaught', e.code, e.syscall));

const odd = [5, 'x', true, null, {}, []];
for (const v of [undefined, ...odd]) tell(`createServer(${JSON.stringify(v)})`, () => tls.createServer(v));
for (const name of ['requestCert', 'handshakeTimeout', 'SNICallback', 'ALPNCallback', 'ALPNProtocols', 'sessionTimeout', 'enableTrace', 'sessionIdContext', 'pskIdentityHint', 'ticketKeys']) {
	for (const v of odd) tell(`createServer ${name} ${JSON.stringify(v)}`, () => tls.createServer({ [name]: v }));
}
tell('both of ALPN', () => tls.createServer({ ALPNCallback() {}, ALPNProtocols: ['x'] }));
const server = tls.createServer(identity('server'));
for (const v of [undefined, '', 'x', 'a.*.b']) tell(`addContext ${v}`, () => server.addContext(v, {}));
tell('addContext key', () => server.addContext('x', { key: 5 }));
for (const v of [undefined, ...odd]) tell(`setSecureContext ${JSON.stringify(v)}`, () => server.setSecureContext(v));
tell('setSecureContext key', () => server.setSecureContext({ key: 5 }));
for (const v of [undefined, null, {}, { port: 'x' }, { port: 70000 }, 70000, 'path', { path: 5 }, { port: 1, host: 5 }]) tell(`connect ${JSON.stringify(v)}`, () => tls.connect(v));
tell('connect', () => tls.connect());
for (const name of ['checkServerIdentity', 'minDHSize', 'session', 'ALPNProtocols', 'enableTrace', 'secureContext', 'timeout', 'allowHalfOpen', 'highWaterMark', 'signal', 'lookup', 'ca', 'ciphers', 'minVersion']) {
	for (const v of odd) {
		if (name === 'lookup' && v) continue;
		tell(`connect ${name} ${JSON.stringify(v)}`, () => tls.connect({ port: 1, [name]: v }));
	}
}
tell('an address as servername', () => tls.connect({ port: 1, servername: '1.2.3.4' }));
tell('minDHSize 0', () => tls.connect({ port: 1, minDHSize: 0 }));
for (const v of [5, {}]) {
	tell(`TLSSocket ${JSON.stringify(v)}`, () => new tls.TLSSocket(v));
	tell(`connect socket ${JSON.stringify(v)}`, () => tls.connect({ socket: v }));
}
for (const [name, v] of [['secureContext', 5], ['enableTrace', 5], ['SNICallback', 5], ['ALPNCallback', 5], ['requestCert', 'x']]) {
	tell(`TLSSocket ${name}`, () => new tls.TLSSocket(new net.Socket(), { isServer: true, [name]: v }));
}
const client = new tls.TLSSocket(new net.Socket());
client.on('error', () => {});
const of = (socket, who) => {
	for (const name of ['getPeerCertificate', 'getCertificate', 'getPeerX509Certificate', 'getX509Certificate', 'getCipher', 'getFinished', 'getPeerFinished', 'getProtocol', 'getSession',
		'getTLSTicket', 'isSessionReused', 'disableRenegotiation']) {
		console.log(who, name, ...thrown(() => socket[name]()));
	}
};
of(client, 'new');
for (const [name, ...args] of [['renegotiate', 5], ['renegotiate', {}, 5], ['exportKeyingMaterial'], ['exportKeyingMaterial', 'x'], ['exportKeyingMaterial', 5, 5], ['exportKeyingMaterial', 5, ''],
	['exportKeyingMaterial', 0, 'x'], ['exportKeyingMaterial', 10, 'x', 5], ['setMaxSendFragment'], ['setMaxSendFragment', 5], ['setMaxSendFragment', 512], ['setMaxSendFragment', 20000],
	['setServername'], ['setServername', 5], ['setServername', 'x'], ['setSession'], ['setSession', 5], ['setSession', 'x'], ['resetAndDestroy']]) {
	console.log('new', name, ...args, ...thrown(() => client[name](...args)));
}
const other = new tls.TLSSocket(new net.Socket(), { isServer: true, ...identity('server') });
console.log('server', ...thrown(() => other.setServername('x')));
client.destroy();
of(client, 'destroyed');
other.destroy();
