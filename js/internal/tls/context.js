'use strict';
// Secure contexts: certificates, keys and what TLS may use.
const { isArrayBufferView } = require('util').types;
const versions = { 'TLSv1': 0x301, 'TLSv1.1': 0x302, 'TLSv1.2': 0x303, 'TLSv1.3': 0x304 };

// The versions that the methods of OpenSSL stand for.
const methods = { '': [0x301, 0x303], 'SSLv23': [0x301, 0x303], 'TLS': [0x301, 0x304], 'TLSv1': [0x301, 0x301], 'TLSv1_1': [0x302, 0x302], 'TLSv1_2': [0x303, 0x303] };

const defaults = { ciphers: undefined, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', ecdhCurve: 'auto' };

function methodVersions(method) {
	const name = String(method).replace(/_(server|client)?_?method$/, '');
	if (/^SSLv[23]_/.test(method)) throw native.typeError('ERR_TLS_INVALID_PROTOCOL_METHOD', `${name} methods disabled`);
	if (!Object.hasOwn(methods, name) || name === method) throw native.typeError('ERR_TLS_INVALID_PROTOCOL_METHOD', `Unknown method: ${method}`);
	return methods[name];
}

function version(name, kind) {
	if (typeof name !== 'string' || !Object.hasOwn(versions, name)) {
		throw native.typeError('ERR_TLS_INVALID_PROTOCOL_VERSION', `${JSON.stringify(name)} is not a valid ${kind} TLS protocol version`);
	}
	return versions[name];
}

function SecureContext(secureProtocol, secureOptions, minVersion, maxVersion) {
	if (!(this instanceof SecureContext)) return new SecureContext(secureProtocol, secureOptions, minVersion, maxVersion);
	let range, side = '';
	const conflict = minVersion ?? maxVersion;
	if (typeof secureProtocol === 'string') {
		if (secureProtocol && conflict != null) {
			throw native.typeError('ERR_TLS_PROTOCOL_VERSION_CONFLICT', `TLS protocol version ${JSON.stringify(conflict)} conflicts with secureProtocol ${JSON.stringify(secureProtocol)}`);
		}
		range = methodVersions(secureProtocol);
		[, side = ''] = /_(server|client)_method$/.exec(secureProtocol) ?? [];
	} else {
		range = [version(minVersion ?? defaults.minVersion, 'minimum'), version(maxVersion ?? defaults.maxVersion, 'maximum')];
	}
	Object.defineProperty(this, 'range', { value: [...range, side] });
	this.context = new (class SecureContext {})();
	if (secureOptions) native.needInteger('secureOptions', secureOptions, -0x1fffffffffffff, 0x1fffffffffffff);
}

const compressions = ['zlib', 'brotli', 'zstd'];

// check finds what is wrong with the options that nothing else looks at.
function check(context, options) {
	const { key, sigalgs, dhparam, sessionIdContext, sessionTimeout, privateKeyEngine, privateKeyIdentifier, clientCertEngine, certificateCompression, crl } = options;
	if (sigalgs != null) {
		if (typeof sigalgs !== 'string') throw native.invalidArgType('options.sigalgs', sigalgs, 'string');
		if (sigalgs === '') throw native.invalidArgValue('options.sigalgs', sigalgs);
		if (!native.sigalgs(context, sigalgs)) throw new Error('error:00000000:lib(0)::reason(0)');
	}
	if (privateKeyIdentifier != null) {
		if (privateKeyEngine == null) throw native.invalidArgValue('options.privateKeyEngine', privateKeyEngine);
		if (typeof privateKeyEngine !== 'string') throw native.invalidArgType('options.privateKeyEngine', privateKeyEngine, 'string', 'null', 'undefined');
		if (typeof privateKeyIdentifier !== 'string') throw native.invalidArgType('options.privateKeyIdentifier', privateKeyIdentifier, 'string', 'null', 'undefined');
		if (key) throw native.invalidArgValue('options.privateKeyIdentifier', privateKeyIdentifier);
		throw noEngine(privateKeyEngine);
	}
	if (dhparam != null && dhparam !== 'auto' && typeof dhparam !== 'string' && !isArrayBufferView(dhparam)) {
		throw native.invalidArgType('options.dhparam', dhparam, 'string', 'Buffer', 'TypedArray', 'DataView');
	}
	if (dhparam && dhparam !== 'auto') checkGroup(context, dhparam);
	if (sessionIdContext != null && typeof sessionIdContext !== 'string') throw native.invalidArgType('options.sessionIdContext', sessionIdContext, 'string');
	if (sessionIdContext?.length > 32) throw new TypeError('error:0A000111:SSL routines:SSL_CTX_set_session_id_context:ssl session id context too long');
	if (typeof clientCertEngine === 'string') throw noEngine(clientCertEngine);
	if (clientCertEngine != null) throw native.invalidArgType('options.clientCertEngine', clientCertEngine, 'string', 'null', 'undefined');
	if (sessionTimeout != null) native.needInteger('options.sessionTimeout', sessionTimeout, 0, 0x7fffffff);
	if (certificateCompression != null) {
		if (!Array.isArray(certificateCompression)) throw native.invalidArgType('options.certificateCompression', certificateCompression, 'Array');
		certificateCompression.forEach((name, i) => {
			if (!compressions.includes(name)) throw native.invalidArgValue(`options.certificateCompression[${i}]`, name, "must be 'zlib', 'brotli', or 'zstd'");
		});
		if (new Set(certificateCompression).size < certificateCompression.length) throw native.error('ERR_CRYPTO_OPERATION_FAILED', 'Failed to set certificate compression preference');
	}
}

// checkGroup looks at parameters of Diffie-Hellman, although no connection will use them.
function checkGroup(context, dhparam) {
	const { bits, level } = native.dhparam(context, dhparam);
	if (bits === 0) return;
	if (bits < 1024) throw native.typeError('ERR_INVALID_ARG_VALUE', 'DH parameter is less than 1024 bits');
	if (bits < 2048 && level > 1 || bits < 3072 && level > 2) throw native.error('ERR_CRYPTO_OPERATION_FAILED', 'Error setting temp DH parameter');
	if (bits < 2048) process.emitWarning('DH parameter is less than 2048 bits', 'SecurityWarning');
}

// noEngine is what OpenSSL says when it does not find an engine: there are none.
function noEngine(name) {
	if (!name) return new Error('error:13000074:engine routines::no such engine');
	const missing = 'error:12800067:DSO support routines::could not load the shared library', unfound = 'error:13000084:engine routines::dso not found';
	return Object.assign(new Error(missing), { opensslErrorStack: [unfound, missing, missing, 'error:13000074:engine routines::no such engine', unfound, missing] });
}

function createSecureContext(options) {
	options ||= {};
	native.needObject('options', options);
	const { secureProtocol, secureOptions, minVersion, maxVersion, honorCipherOrder } = options;
	const c = new SecureContext(secureProtocol, secureOptions, minVersion, maxVersion);
	const given = { ...options };
	given.ciphers ??= defaults.ciphers;
	if (typeof given.ciphers === 'string' && /^:+$/.test(given.ciphers)) throw native.invalidArgValue('options.ciphers', given.ciphers.split(':'));
	if (given.ecdhCurve === undefined) given.ecdhCurve = defaults.ecdhCurve;
	native.context(c.context, given, ...c.range);
	check(c.context, options);
	return c;
}

module.exports = { SecureContext, createSecureContext, defaults, compressions };
