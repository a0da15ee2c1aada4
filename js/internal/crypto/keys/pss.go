package keys

import (
	"crypto"
	"crypto/x509/pkix"
	"encoding/asn1"
)

type pssParameters struct {
	Hash       pkix.AlgorithmIdentifier `asn1:"optional,explicit,tag:0"`
	MGF        pkix.AlgorithmIdentifier `asn1:"optional,explicit,tag:1"`
	SaltLength int                      `asn1:"optional,explicit,tag:2,default:20"`
	Trailer    int                      `asn1:"optional,explicit,tag:3,default:1"`
}

var hashOIDs = map[crypto.Hash]asn1.ObjectIdentifier{
	crypto.MD5:        {1, 2, 840, 113549, 2, 5},
	crypto.SHA1:       {1, 3, 14, 3, 2, 26},
	crypto.SHA224:     {2, 16, 840, 1, 101, 3, 4, 2, 4},
	crypto.SHA256:     {2, 16, 840, 1, 101, 3, 4, 2, 1},
	crypto.SHA384:     {2, 16, 840, 1, 101, 3, 4, 2, 2},
	crypto.SHA512:     {2, 16, 840, 1, 101, 3, 4, 2, 3},
	crypto.SHA512_224: {2, 16, 840, 1, 101, 3, 4, 2, 5},
	crypto.SHA512_256: {2, 16, 840, 1, 101, 3, 4, 2, 6},
}

func hashByOID(oid asn1.ObjectIdentifier) crypto.Hash {
	for hash, known := range hashOIDs {
		if known.Equal(oid) {
			return hash
		}
	}
	return 0
}

// withPSS has a key of RSA be one of RSA-PSS.
func withPSS(algorithm pkix.AlgorithmIdentifier) func(*Key, error) (*Key, error) {
	return func(k *Key, err error) (*Key, error) {
		if err != nil {
			return nil, err
		}
		k.Type = "rsa-pss"
		der := algorithm.Parameters.FullBytes
		if len(der) == 0 {
			return k, nil
		}
		var p pssParameters
		if unmarshal(der, &p) != nil {
			return nil, ErrUnsupported
		}
		k.PSS = &PSS{Hash: crypto.SHA1, MGF1Hash: crypto.SHA1, SaltLength: p.SaltLength}
		if p.Hash.Algorithm != nil {
			k.PSS.Hash = hashByOID(p.Hash.Algorithm)
		}
		if p.MGF.Algorithm != nil {
			var inner pkix.AlgorithmIdentifier
			if unmarshal(p.MGF.Parameters.FullBytes, &inner) != nil {
				return nil, ErrUnsupported
			}
			k.PSS.MGF1Hash = hashByOID(inner.Algorithm)
		}
		if k.PSS.Hash == 0 || k.PSS.MGF1Hash == 0 || p.SaltLength < 0 {
			return nil, ErrUnsupported
		}
		return k, nil
	}
}

func (k *Key) algorithmPSS() (pkix.AlgorithmIdentifier, error) {
	algorithm := pkix.AlgorithmIdentifier{Algorithm: oidPSS}
	if k.PSS == nil {
		return algorithm, nil
	}
	named := func(hash crypto.Hash) pkix.AlgorithmIdentifier {
		if hash == crypto.SHA1 {
			return pkix.AlgorithmIdentifier{}
		}
		return pkix.AlgorithmIdentifier{Algorithm: hashOIDs[hash], Parameters: asn1.NullRawValue}
	}
	p := pssParameters{Hash: named(k.PSS.Hash), SaltLength: k.PSS.SaltLength, Trailer: 1}
	if k.PSS.MGF1Hash != crypto.SHA1 {
		inner, err := asn1.Marshal(named(k.PSS.MGF1Hash))
		if err != nil {
			return algorithm, err
		}
		p.MGF = pkix.AlgorithmIdentifier{Algorithm: oidMGF1, Parameters: asn1.RawValue{FullBytes: inner}}
	}
	der, err := asn1.Marshal(p)
	algorithm.Parameters = asn1.RawValue{FullBytes: der}
	return algorithm, err
}
