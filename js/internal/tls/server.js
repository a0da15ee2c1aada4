'use strict';
// tls.Server: a net.Server whose connections are secured before it hands them out.
const net = require('net');
const { Buffer } = require('buffer');
const { createHash } = require('crypto');
const { createSecureContext } = native.part('context');
const { TLSSocket, kept } = native.part('socket');

const settings = Symbol('tls');

// The options that a server keeps. What is falsy is not given.
const named = ['pfx', 'key', 'passphrase', 'cert', 'clientCertEngine', 'ca', 'minVersion', 'maxVersion', 'secureProtocol', 'crl', 'sigalgs', 'ciphers', 'ecdhCurve', 'dhparam'];

function Server(options, listener) {
	if (!(this instanceof Server)) return new Server(options, listener);
	if (typeof options === 'function') {
		listener = options;
		options = {};
	} else if (options == null) {
		options = {};
	} else if (typeof options !== 'object') {
		throw native.invalidArgType('options', options, 'object');
	}
	net.Server.call(this, options, function(raw) { accept(this, raw); });
	this._contexts = [];
	this.requestCert = options.requestCert === true;
	this.rejectUnauthorized = options.rejectUnauthorized !== false;
	const { ALPNProtocols, ALPNCallback, SNICallback, pskCallback, pskIdentityHint } = options;
	if (ALPNCallback && ALPNProtocols) throw native.typeError('ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS', 'The ALPNCallback and ALPNProtocols TLS options are mutually exclusive');
	this.ALPNCallback = ALPNCallback;
	if (ALPNProtocols) {
		const out = {};
		native.part('socket').convertALPNProtocols(ALPNProtocols, out);
		this.ALPNProtocols = out.ALPNProtocols;
	}
	this.setSecureContext(options);
	const handshakeTimeout = options.handshakeTimeout || 120_000;
	if (typeof handshakeTimeout !== 'number') throw native.invalidArgType('options.handshakeTimeout', handshakeTimeout, 'number');
	if (SNICallback && typeof SNICallback !== 'function') throw native.invalidArgType('options.SNICallback', SNICallback, 'function');
	if (pskCallback && typeof pskCallback !== 'function') throw native.invalidArgType('options.pskCallback', pskCallback, 'function');
	if (pskIdentityHint && typeof pskIdentityHint !== 'string') throw native.invalidArgType('options.pskIdentityHint', pskIdentityHint, 'string');
	if (pskCallback) throw native.error('ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'Pre-shared keys are not available in nodenet');
	Object.defineProperty(this, settings, { value: { handshakeTimeout, SNICallback, allowHalfOpen: options.allowHalfOpen } });
	if (listener) this.on('secureConnection', listener);
}

Object.setPrototypeOf(Server, net.Server);
Object.setPrototypeOf(Server.prototype, net.Server.prototype);

Object.assign(Server.prototype, {
	setSecureContext(options) {
		native.needObject('options', options);
		const old = this._sharedCreds;
		const given = { ...options };
		for (const name of [...named, 'sessionIdContext', 'sessionTimeout', 'ticketKeys']) {
			if (name !== 'sigalgs' && name !== 'ecdhCurve') given[name] ||= undefined;
		}
		// The order of the server's own ciphers is one more bit: with that anything is a number.
		if (given.secureOptions && (given.honorCipherOrder ?? true) && !Number.isSafeInteger(given.secureOptions)) given.secureOptions |= 0;
		const shared = createSecureContext(given);
		for (const name of named) this[name] = given[name];
		this.honorCipherOrder = options.honorCipherOrder !== undefined ? Boolean(options.honorCipherOrder) : true;
		this.secureOptions = options.secureOptions || undefined;
		this.sessionIdContext = options.sessionIdContext || createHash('sha1').update(process.argv.join(' ')).digest('hex').slice(0, 32);
		if (options.sessionTimeout) this.sessionTimeout = options.sessionTimeout;
		if (options.ticketKeys) this.ticketKeys = options.ticketKeys;
		this.privateKeyIdentifier = options.privateKeyIdentifier;
		this.privateKeyEngine = options.privateKeyEngine;
		this.certificateCompression = options.certificateCompression;
		this._sharedCreds = shared;
		if (old && this.ticketKeys) native.setTicketKeys(shared.context, this.ticketKeys);
	},

	_getServerData() { return { ticketKeys: this.getTicketKeys().toString('hex') }; },
	_setServerData(data) { this.setTicketKeys(Buffer.from(data.ticketKeys, 'hex')); },

	getTicketKeys() { return native.getTicketKeys(this._sharedCreds.context); },

	setTicketKeys(keys) {
		if (!ArrayBuffer.isView(keys)) throw native.invalidArgType('buffer', keys, 'Buffer', 'TypedArray', 'DataView');
		if (keys.byteLength !== 48) throw native.internalAssertion('Session ticket keys must be a 48-byte buffer');
		native.setTicketKeys(this._sharedCreds.context, keys);
	},

	addContext(servername, context) {
		if (!servername) throw native.error('ERR_TLS_REQUIRED_SERVER_NAME', '"servername" is required parameter for Server.addContext');
		const pattern = servername.replace(/([.^$+?\-\\[\]{}])/g, '\\$1').replaceAll('*', '[^.]*');
		const secure = context instanceof native.part('context').SecureContext ? context : createSecureContext(context);
		this._contexts.push([new RegExp(`^${pattern}$`, 'i'), secure]);
	},

	[Symbol.for('nodejs.rejection')](err, event, socket) {
		if (event === 'secureConnection') socket.destroy(err);
		else net.Server.prototype[Symbol.for('nodejs.rejection')].call(this, err, event, socket);
	},
});

// byName is the SNICallback of servers without one: what addContext was given last counts.
function byName(servername, callback) {
	const { _contexts: contexts } = this.server;
	for (let i = contexts.length - 1; i >= 0; i--) {
		if (contexts[i][0].test(servername)) return callback(null, contexts[i][1]);
	}
	return callback(null, undefined);
}

// accept secures a connection.
function accept(server, raw) {
	const own = server[settings];
	const SNICallback = own.SNICallback || (server._contexts.length > 0 ? byName : undefined);
	const socket = new TLSSocket(raw, {
		secureContext: server._sharedCreds, isServer: true, server, requestCert: server.requestCert, rejectUnauthorized: server.rejectUnauthorized,
		handshakeTimeout: own.handshakeTimeout, ALPNProtocols: server.ALPNProtocols, ALPNCallback: server.ALPNCallback,
		SNICallback: SNICallback && SNICallback.bind({ server }), pauseOnConnect: server.pauseOnConnect,
		allowHalfOpen: own.allowHalfOpen,
	});
	const state = socket[kept];
	state.told = false;
	socket.server = server;
	socket.on('secure', () => ready(server, socket));
	socket.on('close', () => {
		if (!socket._controlReleased && !state.told) {
			state.told = true;
			server.emit('tlsClientError', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), socket);
		}
	});
	socket.on('_tlsError', (err) => {
		if (!socket._controlReleased && !state.told) {
			state.told = true;
			server.emit('tlsClientError', err, socket);
		}
	});
	if (server.listenerCount('keylog') > 0) socket.on('keylog', (line) => server.emit('keylog', line, socket));
}

// ready is a connection that is secure.
function ready(server, socket) {
	if (socket._requestCert) {
		const { wrong } = socket[kept];
		if (wrong) {
			socket.authorizationError = wrong.code;
			if (socket._rejectUnauthorized) socket.destroy();
		} else {
			socket.authorized = true;
		}
	}
	if (!socket.destroyed && socket._releaseControl()) {
		socket.secureConnecting = false;
		server.emit('secureConnection', socket);
	}
}

module.exports = { Server };
