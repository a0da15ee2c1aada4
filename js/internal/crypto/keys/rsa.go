package keys

import "crypto/rsa"

// maxRSABits bounds the public keys of RSA that are used, as OpenSSL does.
const maxRSABits = 16384

// TooLarge reports whether a key, which may be anybody's, takes too long to use.
func TooLarge(key *rsa.PublicKey) bool { return key.N.BitLen() > maxRSABits }
