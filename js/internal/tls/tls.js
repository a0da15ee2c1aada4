'use strict';
// The module tls.
const net = require('net');
const { SecureContext, createSecureContext, defaults, compressions } = native.part('context');
const { checkServerIdentity } = native.part('identity');
const { TLSSocket, kept, convertALPNProtocols } = native.part('socket');
const { Server } = native.part('server');
const { has, value } = native.part('flags');

const DEFAULT_CIPHERS = 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256:' +
	'ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-GCM-SHA384:DHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-SHA256:DHE-RSA-AES128-SHA256:ECDHE-RSA-AES256-SHA384:' +
	'DHE-RSA-AES256-SHA384:ECDHE-RSA-AES256-SHA256:DHE-RSA-AES256-SHA256:HIGH:!aNULL:!eNULL:!EXPORT:!DES:!RC4:!MD5:!PSK:!SRP:!CAMELLIA';

const tls = exports;
tls.CLIENT_RENEG_LIMIT = 3;
tls.CLIENT_RENEG_WINDOW = 600;
tls.DEFAULT_CIPHERS = value('--tls-cipher-list') ?? DEFAULT_CIPHERS;
tls.DEFAULT_ECDH_CURVE = 'auto';
tls.DEFAULT_MIN_VERSION = ['1.0', '1.1', '1.2', '1.3'].filter((v) => has(`--tls-min-v${v}`)).map((v) => `TLSv${v}`.replace('.0', ''))[0] ?? 'TLSv1.2';
tls.DEFAULT_MAX_VERSION = has('--tls-max-v1.2') && !has('--tls-max-v1.3') ? 'TLSv1.2' : 'TLSv1.3';
native.authoritiesOf(has('--use-system-ca'), has('--use-openssl-ca'));
for (const [name, option] of [['DEFAULT_CIPHERS', 'ciphers'], ['DEFAULT_ECDH_CURVE', 'ecdhCurve'], ['DEFAULT_MIN_VERSION', 'minVersion'], ['DEFAULT_MAX_VERSION', 'maxVersion']]) {
	Object.defineProperty(defaults, option, { get: () => tls[name], enumerable: true });
}

let ciphers;
tls.getCiphers = () => (ciphers ??= native.ciphers()).slice();
tls.getCertificateCompressionAlgorithms = () => compressions.slice();

let bundled;
Object.defineProperty(tls, 'rootCertificates', { get: function cacheBundledRootCertificates() { return bundled ??= native.authorities('bundled'); }, enumerable: true, configurable: false });

const known = new Map();
tls.getCACertificates = function getCACertificates(type = 'default') {
	if (typeof type !== 'string') throw native.invalidArgType('type', type, 'string');
	if (!['default', 'bundled', 'system', 'extra'].includes(type)) throw native.invalidArgValue('type', type);
	if (type === 'bundled') return tls.rootCertificates;
	if (!known.has(type)) known.set(type, native.authorities(type));
	return known.get(type);
};

tls.setDefaultCACertificates = function setDefaultCACertificates(certs) {
	if (!Array.isArray(certs)) throw native.invalidArgType('certs', certs, 'Array');
	native.setDefaults(certs);
	known.delete('default');
};

tls.convertALPNProtocols = convertALPNProtocols;
tls.checkServerIdentity = checkServerIdentity;
tls.createSecureContext = createSecureContext;
tls.SecureContext = SecureContext;
tls.TLSSocket = TLSSocket;
tls.Server = Server;
tls.createServer = function createServer(options, listener) { return new Server(options, listener); };

// argumentsOf sorts what connect was called with: options, or port and host with options
// after them, and a callback.
function argumentsOf(args) {
	const [options, callback] = net._normalizeArgs(args);
	const more = [args[1], args[2]].find((v) => v !== null && typeof v === 'object');
	return [more ? { ...options, ...more } : options, callback];
}

let warned = false;
function allowsUnauthorized() {
	const allowed = process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0';
	if (allowed && !warned) {
		warned = true;
		process.emitWarning("Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections and HTTPS requests insecure by disabling certificate verification.");
	}
	return allowed;
}

tls.connect = function connect(...args) {
	let [options, callback] = argumentsOf(args);
	options = { rejectUnauthorized: !allowsUnauthorized(), ciphers: tls.DEFAULT_CIPHERS, checkServerIdentity: tls.checkServerIdentity, minDHSize: 1024, ...options };
	if (!options.keepAlive) options.singleUse = true;
	if (typeof options.checkServerIdentity !== 'function') throw native.invalidArgType('options.checkServerIdentity', options.checkServerIdentity, 'function');
	const { minDHSize } = options;
	if (typeof minDHSize !== 'number') throw native.invalidArgType('options.minDHSize', minDHSize, 'number');
	if (!(minDHSize >= 1)) throw native.outOfRange('options.minDHSize', '>= 1', minDHSize);
	const context = options.secureContext || createSecureContext(options);
	const socket = new TLSSocket(options.socket, {
		allowHalfOpen: options.socket ? options.socket.allowHalfOpen : Boolean(options.allowHalfOpen), pipe: Boolean(options.path), secureContext: context, isServer: false,
		requestCert: true, rejectUnauthorized: options.rejectUnauthorized !== false, ALPNProtocols: options.ALPNProtocols,
		keepAlive: options.keepAlive, keepAliveInitialDelay: options.keepAliveInitialDelay, noDelay: options.noDelay,
		requestOCSP: options.requestOCSP, enableTrace: options.enableTrace, highWaterMark: options.highWaterMark, onread: options.onread, signal: options.signal,
		pskCallback: options.pskCallback,
	});
	const state = socket[kept];
	state.connect = options;
	state.verify = verify;
	if (options.pskCallback) {
		if (typeof options.pskCallback !== 'function') throw native.invalidArgType('pskCallback', options.pskCallback, 'function');
		throw native.error('ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'Pre-shared keys are not available in nodenet');
	}
	options.rejectUnauthorized = options.rejectUnauthorized !== false;
	if (options.servername && net.isIP(options.servername)) {
		throw native.invalidArgValue('options.servername', options.servername, 'Setting the TLS ServerName to an IP address is not permitted.');
	}
	if (options.session) socket.setSession(options.session);
	if (callback) socket.once('secureConnect', callback);
	if (!options.socket) {
		if (options.timeout) socket.setTimeout(options.timeout);
		socket.once('connect', socket._start);
		socket.connect(options);
	}
	socket._releaseControl();
	if (options.servername) socket.setServername(options.servername);
	if (options.socket) socket._start();
	socket.on('secure', onSecure);
	socket.prependListener('end', onEnd);
	return socket;
};

// verify decides whether the server is the right one; false when that was the end.
function verify(socket) {
	const state = socket[kept];
	const { connect: options } = state;
	let error = state.wrong;
	if (!error && !(socket._secureEstablished && socket.isSessionReused())) {
		const hostname = options.servername || options.host || options.socket?._host || 'localhost';
		error = options.checkServerIdentity(hostname, socket.getPeerCertificate(true));
	}
	socket.authorized = !error;
	if (error) {
		socket.authorizationError = error.code || error.message;
		if (options.rejectUnauthorized) {
			native.refuse(socket);
			socket.destroy(error);
			return false;
		}
	}
	return true;
}

function onSecure() {
	if (this[kept].refused || !this[kept].checked && !verify(this)) return;
	this.secureConnecting = false;
	this.emit('secureConnect');
	const state = this[kept];
	state.verified = true;
	const session = state.pendingSession;
	state.pendingSession = null;
	if (session) this.emit('session', session);
	this.removeListener('end', onEnd);
}

// onEnd is a server that ends the connection before it is secure.
function onEnd() {
	const options = this[kept].connect;
	if (this._secureEstablished || this.destroyed) return;
	const err = new Error('Client network socket disconnected before secure TLS connection was established');
	err.code = 'ECONNRESET';
	Object.assign(err, { path: options.path, host: options.host, port: options.port, localAddress: options.localAddress });
	this.destroy(err);
}
