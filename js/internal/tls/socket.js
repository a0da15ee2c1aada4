'use strict';
// TLSSocket: a socket whose connection carries TLS.
const net = require('net');
const { Buffer } = require('buffer');
const { SecureContext, createSecureContext } = native.part('context');

// keylogFile is where the command wants the keys of all connections.
const keylogFile = native.part('flags').value('--tls-keylog');

let warned = false;

// logKeys has the keys of a connection written there.
function logKeys(socket) {
	const { appendFileSync } = require('fs');
	if (!warned) process.emitWarning(`Using --tls-keylog makes TLS connections insecure by writing secret key material to file ${keylogFile}`);
	warned = true;
	socket.on('keylog', (line) => appendFileSync(keylogFile, line, { mode: 0o600 }));
}

// What a TLSSocket keeps for itself.
const kept = Symbol('tls');

// As all classes that are written in the old way, it may be called on an object of a
// class that inherits from it.
function TLSSocket(socket, options) {
	const given = { ...options };
	if (given.enableTrace != null && typeof given.enableTrace !== 'boolean') throw native.invalidArgType('options.enableTrace', given.enableTrace, 'boolean');
	const alpn = alpnOption(given);
	let context = given.secureContext;
	if (context && !native.isContext(context.context)) throw native.typeError('ERR_TLS_INVALID_CONTEXT', 'context must be a SecureContext');
	if (socket && typeof socket.pause !== 'function') throw new TypeError('stream.pause is not a function');
	net.Socket.call(this, {
		allowHalfOpen: socket ? socket.allowHalfOpen : given.allowHalfOpen, manualStart: true,
		highWaterMark: given.highWaterMark, onread: socket ? null : given.onread, signal: given.signal,
		keepAlive: given.keepAlive, keepAliveInitialDelay: given.keepAliveInitialDelay, noDelay: given.noDelay,
	});
	native.made(this);
	const isServer = Boolean(given.isServer);
	context ||= createSecureContext(given);
	Object.defineProperty(this, kept, { value: { options: given, isServer, context, socket, alpn, tls: null, verify: null, session: undefined, servername: undefined, verified: false, failed: false, pendingSession: null } });
	this._tlsOptions = given;
	this._secureEstablished = false;
	this._securePending = false;
	this._newSessionPending = false;
	this._controlReleased = false;
	this.secureConnecting = true;
	this._SNICallback = null;
	this.server = given.server;
	this.servername = null;
	this.alpnProtocol = null;
	this.authorized = false;
	this.authorizationError = null;
	this.encrypted = true;
	this._requestCert = isServer ? Boolean(given.requestCert) : true;
	this._rejectUnauthorized = Boolean(given.rejectUnauthorized);
	if (isServer && given.SNICallback) {
		if (typeof given.SNICallback !== 'function') throw native.invalidArgType('options.SNICallback', given.SNICallback, 'function');
		this._SNICallback = given.SNICallback;
	}
	if (given.isServer && given.handshakeTimeout > 0) this.setTimeout(given.handshakeTimeout, this._handleTimeout);
	this.on('close', leave);
	this.on('error', this._tlsError);
	if (given.pauseOnConnect) this.pause();
	if (keylogFile) logKeys(this);
	if (!isServer && given.session) {
		if (!ArrayBuffer.isView(given.session)) throw native.typeError('ERR_INVALID_ARG_TYPE', 'Session must be a buffer');
		this.setSession(given.session);
	}
	if (given.pskCallback && typeof given.pskCallback !== 'function') throw native.invalidArgType('pskCallback', given.pskCallback, 'function');
	if (socket) take(this, socket);
	process.nextTick(begin, this);
}

Object.setPrototypeOf(TLSSocket, net.Socket);
Object.setPrototypeOf(TLSSocket.prototype, net.Socket.prototype);

Object.assign(TLSSocket.prototype, {
	_handleTimeout() { this._emitTLSError(native.error('ERR_TLS_HANDSHAKE_TIMEOUT', 'TLS handshake timeout')); },

	_emitTLSError(err) {
		const e = this._tlsError(err);
		if (e) this.destroy(e);
	},

	// What goes wrong before the script has the socket is told to the server.
	_tlsError(err) {
		this.emit('_tlsError', err);
		return this._controlReleased ? err : null;
	},

	_releaseControl() {
		if (this._controlReleased) return false;
		this._controlReleased = true;
		this.removeListener('error', this._tlsError);
		return true;
	},

	_start() {
		if (this.connecting) this.once('connect', this._start);
		else startTLS(this);
	},

	disableRenegotiation() {},

	resetAndDestroy() { throw native.typeError('ERR_INVALID_HANDLE_TYPE', 'This handle type cannot be sent'); },

	enableTrace() {
		if (this.destroyed) return null;
		process.emitWarning('Enabling --trace-tls can expose sensitive data in the resulting log.');
		return undefined;
	},

	renegotiate(options, callback) {
		native.needObject('options', options);
		if (callback !== undefined && typeof callback !== 'function') throw native.invalidArgType('callback', callback, 'function');
		if (this.destroyed) return undefined;
		if (established(this) && native.protocol(this[kept].tls) === 'TLSv1.3') {
			if (callback) process.nextTick(callback, native.wrongVersion());
			return false;
		}
		const err = native.error('ERR_TLS_RENEGOTIATE', 'Attempt to renegotiate TLS session failed');
		if (callback) process.nextTick(callback, err);
		return true;
	},

	exportKeyingMaterial(length, label, context) {
		if (typeof length !== 'number') throw native.invalidArgType('length', length, 'number');
		native.needInteger('length', length, 1, 0xffffffff);
		if (typeof label !== 'string') throw native.invalidArgType('label', label, 'string');
		if (context !== undefined && !ArrayBuffer.isView(context)) throw native.invalidArgType('context', context, 'Buffer', 'TypedArray', 'DataView');
		if (this._secureEstablished) need(this, 'exportKeyingMaterial');
		if (!this._secureEstablished) throw native.error('ERR_TLS_INVALID_STATE', 'TLS socket connection must be securely established');
		return native.export(this[kept].tls, length, label, context);
	},

	setMaxSendFragment(size) {
		if (typeof size !== 'number') throw native.invalidArgType('size', size, 'number');
		native.needInteger('size', size, -0x80000000, 0x7fffffff);
		need(this, 'setMaxSendFragment');
		return size >= 512 && size <= 16384;
	},

	setServername(name) {
		if (typeof name !== 'string') throw native.invalidArgType('name', name, 'string');
		if (this[kept].isServer) throw native.error('ERR_TLS_SNI_FROM_SERVER', 'Cannot issue SNI from a TLS server-side socket');
		need(this, 'setServername');
		if (Buffer.byteLength(name) <= 255) this[kept].servername = name; // there is no room for more
	},

	setSession(session) {
		if (typeof session === 'string') session = Buffer.from(session, 'latin1');
		if (session === undefined) return;
		if (!ArrayBuffer.isView(session)) throw native.typeError('ERR_INVALID_ARG_TYPE', 'Session must be a buffer');
		this[kept].session = native.isSession(session) ? Buffer.from(session) : undefined;
	},

	setKeyCert(context) {
		const c = context instanceof SecureContext ? context : createSecureContext(context);
		if (this[kept].isServer && !native.identity(c.context).certificate) throw new Error('SetKeyCert');
		this[kept].keyCert = c.context;
	},

	getPeerCertificate(detailed) {
		const { tls } = this[kept];
		if (!reachable(this)) return null;
		return tls && native.peer(tls, detailed === true) || {};
	},

	getCertificate() {
		const { tls } = this[kept];
		if (!reachable(this)) return null;
		return tls && native.own(tls) || {};
	},

	getPeerX509Certificate(abbreviated) { return x509(this, native.peerRaw); },
	getX509Certificate() { return x509(this, (tls) => native.own(tls, true)); },
	getCipher() { return established(this) ? native.cipher(this[kept].tls) : reachable(this) ? undefined : null; },
	getSharedSigalgs() { return reachable(this) ? this[kept].isServer && established(this) ? native.shared(this[kept].tls) : [] : null; },
	getEphemeralKeyInfo() {
		if (!reachable(this)) return null;
		return this[kept].isServer ? null : established(this) ? native.group(this[kept].tls) : {};
	},
	getFinished() { return reachable(this) ? established(this) ? native.finished(this[kept].tls, false) : undefined : null; },
	getPeerFinished() { return reachable(this) ? established(this) ? native.finished(this[kept].tls, true) : undefined : null; },
	getProtocol() { return established(this) ? native.protocol(this[kept].tls) : reachable(this) ? 'TLSv1.3' : null; },
	getSession() { return reachable(this) ? established(this) && native.session(this[kept].tls) || this[kept].session : null; },
	getTLSTicket() { return established(this) ? native.ticket(this[kept].tls) : reachable(this) ? undefined : null; },
	isSessionReused() { return established(this) ? native.reused(this[kept].tls) : reachable(this) ? false : null; },
});

Object.defineProperty(TLSSocket.prototype, 'ssl', { get() { return this._handle; }, configurable: true });

function reachable(socket) { return !socket.destroyed; }

// need throws what comes of asking a handle that is gone.
function need(socket, method) {
	if (socket.destroyed) throw new TypeError(`Cannot read properties of null (reading '${method}')`);
}

function established(socket) { return reachable(socket) && socket._secureEstablished; }

function x509(socket, of) {
	const raw = socket[kept].tls && reachable(socket) && of(socket[kept].tls);
	const { X509Certificate } = require('crypto');
	return raw && X509Certificate ? new X509Certificate(raw) : undefined;
}

function alpnOption(options) {
	const { ALPNProtocols, ALPNCallback } = options;
	if (ALPNProtocols && ALPNCallback) throw native.typeError('ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS', 'The ALPNCallback and ALPNProtocols TLS options are mutually exclusive');
	if (ALPNCallback && options.isServer && typeof ALPNCallback !== 'function') throw native.invalidArgType('options.ALPNCallback', ALPNCallback, 'function');
	if (!ALPNProtocols) return undefined;
	const out = {};
	convertALPNProtocols(ALPNProtocols, out);
	if (!out.ALPNProtocols && !options.isServer) throw new TypeError('Must give a Buffer as first argument');
	return out.ALPNProtocols;
}

// convertALPNProtocols puts names, each behind its length, into out.ALPNProtocols.
function convertALPNProtocols(protocols, out) {
	if (Array.isArray(protocols)) {
		const parts = protocols.map((name, i) => {
			if (name === '') throw native.invalidArgValue(`protocols[${i}]`, name, 'must be a non-empty string');
			const size = Buffer.byteLength(name);
			if (size > 255) {
				throw native.rangeError('ERR_OUT_OF_RANGE', `The byte length of the protocol at index ${i} exceeds the maximum length. It must be <= 255. Received ${size}`);
			}
			return Buffer.concat([Buffer.from([size]), Buffer.from(name)]);
		});
		out.ALPNProtocols = Buffer.concat(parts);
	} else if (ArrayBuffer.isView(protocols)) {
		const list = Buffer.from(protocols.buffer, protocols.byteOffset, protocols.byteLength);
		for (let i = 0; i < list.length; i += list[i] + 1) {
			if (list[i] === 0) throw native.invalidArgValue('ALPNProtocols', list, 'must not contain zero-length protocol');
			if (i + list[i] >= list.length) throw native.invalidArgValue('ALPNProtocols', list, 'contains truncated protocol');
		}
		out.ALPNProtocols = Buffer.from(list);
	}
}

// take has a TLSSocket use the connection of another socket, or a Duplex.
function take(socket, below) {
	const state = socket[kept];
	socket._parent = below;
	below.on('error', (err) => {
		const e = socket.destroyed ? null : socket._tlsError(err);
		if (e) socket.emit('error', e);
	});
	below.on('close', () => socket.destroy());
	hold(socket);
	if (!native.isSocket(below)) {
		state.over = native.over(socket, below);
		return;
	}
	// What is over TLS waits until that is secure.
	const event = below[kept] && !below._secureEstablished ? 'secure' : 'connect';
	if (event === 'connect' && native.lend(below, socket)) return;
	if (below.destroyed) return;
	socket.connecting = true;
	below.once(event, () => {
		if (socket.destroyed || below.destroyed) return;
		native.lend(below, socket);
		socket.connecting = false;
		socket.emit('connect');
	});
}

const writing = ['_write', '_writev', '_final'];

// hold has the first write to a socket over another start TLS, or what is written would go
// below as it is.
function hold(socket) {
	for (const name of writing) {
		const value = function(...args) {
			const write = () => {
				startTLS(this);
				Object.getPrototypeOf(this)[name].apply(this, args);
			};
			if (this.connecting) this.once('connect', write);
			else write();
		};
		Object.defineProperty(socket, name, { value, writable: true, configurable: true });
	}
}

// begin is for a socket that nobody has started.
function begin(socket) {
	if (socket.destroyed || !socket._handle) return;
	if (!socket.connecting) startTLS(socket);
}

function startTLS(socket) {
	const state = socket[kept];
	if (state.tls || socket.destroyed || !socket._handle) return;
	if (state.socket) for (const name of writing) delete socket[name];
	const { options, isServer, context, socket: below } = state;
	const { server } = options;
	const unread = [];
	if (below && native.isSocket(below)) {
		for (let piece; below.readableLength > 0 && (piece = below.read()) !== null;) unread.push(Buffer.from(piece));
	}
	const keylog = socket.listenerCount('keylog') > 0 || Boolean(server && server.listenerCount('keylog') > 0);
	const hello = isServer && Boolean(socket._SNICallback || options.ALPNCallback || server && server.listenerCount('OCSPRequest') > 0);
	const stores = isServer && Boolean(server && server.listenerCount('newSession') + server.listenerCount('resumeSession') > 0);
	const tls = state.tls = {
		isServer, stores, context: context.context, keyCert: state.keyCert, alpn: state.alpn, servername: state.servername, session: state.session, unread, keylog, hello,
		requestCert: socket._requestCert, rejectUnauthorized: socket._rejectUnauthorized,
		onsecure: (code, reason) => secured(socket, code, reason),
		onerror: (err) => failed(socket, err),
		onverify(code, reason) {
			state.wrong = problem(code, reason);
			state.checked = true;
			state.refused = true; // also if it throws: the server hears nothing of that
			if (state.verify === null || state.verify(socket)) return !(state.refused = false);
			socket._hadError = true;
			agreed(socket);
			socket.emit('secure');
			return false;
		},
		onrefused(code) {
			socket.authorizationError = code;
			agreed(socket);
			socket.destroy();
		},
		onhello: (...args) => hear(socket, ...args),
		onnewsession(id, session, answer = () => {}) {
			const done = () => answer(false);
			if (!server.emit('newSession', id, session, done)) done();
		},
		onresumesession: (id, answer) => find(socket, id, answer),
		onkeylog: (line) => socket.emit('keylog', line),
		onsession: (session) => given(socket, session),
	};
	native.start(socket, tls);
	socket.read(0);
}

function leave() {
	if (!this[kept].tls) return;
	native.leave(this[kept].tls);
	heard(this);
}

// heard has a server's socket know the name that the client has asked for, however the
// handshake ends.
function heard(socket) {
	const { isServer, tls } = socket[kept];
	if (isServer && socket.servername === null) socket.servername = native.heard(tls) || null;
}

// agreed tells what the handshake has come to.
function agreed(socket) {
	const state = socket[kept];
	socket.alpnProtocol = native.alpn(state.tls) || false;
	socket.servername = (state.isServer ? native.heard(state.tls) : state.servername && Buffer.from(state.servername).latin1Slice()) || false;
	socket._secureEstablished = true;
}

// secured is the end of the handshake.
function secured(socket, code, reason) {
	const state = socket[kept];
	if (socket.destroyed) return;
	state.wrong ??= problem(code, reason);
	agreed(socket);
	if (state.over) net.Socket.prototype.unref.call(socket); // the Duplex keeps the program alive, or nothing does
	if (state.isServer && state.options.handshakeTimeout > 0) socket.setTimeout(0, socket._handleTimeout);
	if (!state.isServer && state.options.requestOCSP) socket.emit('OCSPResponse', native.ocsp(state.tls));
	if (!state.refused) socket.emit('secure'); // otherwise that is over: a callback has thrown
}

// problem is what is wrong with the peer's certificate.
function problem(code, reason) {
	if (code === undefined) return undefined;
	const err = new Error(`${reason}${hints[code] || ''}`);
	err.code = code;
	return err;
}

// Node's advice for what lacks an authority.
const advice = '; if the root CA is installed locally, try running Node.js with --use-system-ca';
const hints = { DEPTH_ZERO_SELF_SIGNED_CERT: advice, UNABLE_TO_VERIFY_LEAF_SIGNATURE: advice, UNABLE_TO_GET_ISSUER_CERT: advice };

// failed is a handshake, or TLS itself, that has gone wrong; without an error the peer has
// just gone.
function failed(socket, err) {
	const state = socket[kept];
	if (socket._hadError) return;
	heard(socket);
	if (err === undefined) {
		if (state.isServer) {
			socket.destroy();
		} else {
			socket.push(null);
			socket.read(0);
		}
		return;
	}
	socket._hadError = true;
	void socket.remoteAddress; // it stays known after the end
	if (socket._secureEstablished) {
		const e = socket._tlsError(err);
		if (e) socket.emit('error', e);
		socket.push(null);
		socket.read(0);
	} else if (socket._controlReleased && socket.writableLength > 0 && err.library) {
		const failed = Object.assign(new Error(`write EPROTO ${err.message}`), { errno: -71, code: 'EPROTO', syscall: 'write' });
		if (!native.failWrite(socket, failed)) socket.destroy(failed);
	} else {
		socket.destroy(err);
	}
}

// given is a session that the server offers to resume.
function given(socket, session) {
	const state = socket[kept];
	if (state.verified) socket.emit('session', session);
	else state.pendingSession = session;
}

// find asks the server's listeners for a session.
function find(socket, id, answer) {
	let once = false;
	const respond = (err, session) => {
		if (once) return socket.destroy(native.error('ERR_MULTIPLE_CALLBACK', 'Callback called multiple times'));
		once = true;
		if (err) socket.destroy(err);
		return answer(Boolean(err), session);
	};
	if (!socket[kept].options.server.emit('resumeSession', id, respond)) respond(null, null);
}

// hear lets the script choose by what the client has said. What it throws ends the
// connection.
function hear(socket, servername, protocols, status, newest, answer) {
	const { server } = socket[kept].options;
	let protocol;
	const fail = (err) => {
		socket.destroy(err);
		answer(true);
	};
	const chooses = () => {
		try {
			protocol = choose(socket, servername, protocols);
			return true;
		} catch (err) {
			return void fail(err);
		}
	};
	const respond = (err, chosen) => {
		if (socket.destroyed) return answer(true);
		if (err) return fail(err);
		return staple(socket, status && server, chosen, (failed, ocsp) => {
			if (failed) fail(failed);
			else if (newest || chooses()) answer(false, chosen?.context, socket[kept].keyCert, protocol, ocsp);
		});
	};
	socket.servername ??= servername || null;
	if (newest && !chooses()) return undefined; // others choose when they know the rest
	if (!socket._SNICallback || !servername) return respond(null, undefined);
	let once = false;
	try {
		socket._SNICallback(servername, (err, chosen) => {
			if (once) return socket.destroy(native.error('ERR_MULTIPLE_CALLBACK', 'Callback called multiple times'));
			once = true;
			if (err) return respond(err);
			const context = chosen?.context || chosen;
			if (native.isContext(context)) return respond(null, { context });
			return respond(context && typeof context === 'object' ? new TypeError('Invalid SNI context') : null);
		});
	} catch (err) {
		fail(err);
	}
	return undefined;
}

// choose is the protocol of an ALPNCallback; the one that no client can have offered when
// it wants none.
function choose(socket, servername, protocols) {
	const { ALPNCallback } = socket[kept].options;
	if (!ALPNCallback || protocols.length === 0) return undefined;
	const protocol = ALPNCallback.call(socket, { servername: servername || undefined, protocols });
	if (protocol === undefined) return '\0';
	if (protocols.includes(protocol)) return protocol;
	throw native.typeError('ERR_TLS_ALPN_CALLBACK_INVALID_RESULT', `ALPN callback returned a value (${protocol}) that did not match any of the client's offered protocols (${protocols.join(', ')})`);
}

// staple asks the server's listeners for the state of its certificate.
function staple(socket, server, chosen, done) {
	if (!server || server.listenerCount('OCSPRequest') === 0) return done(null, undefined);
	const { certificate, issuer } = native.identity((chosen ?? socket[kept].context).context);
	let once = false;
	server.emit('OCSPRequest', certificate ?? null, issuer ?? null, (err, response) => {
		if (once) return socket.destroy(native.error('ERR_MULTIPLE_CALLBACK', 'Callback called multiple times'));
		once = true;
		if (!err && response && !ArrayBuffer.isView(response)) err = native.typeError('ERR_INVALID_ARG_TYPE', 'OCSP response must be a buffer');
		return done(err, response || undefined);
	});
	return undefined;
}

module.exports = { TLSSocket, kept, convertALPNProtocols };
