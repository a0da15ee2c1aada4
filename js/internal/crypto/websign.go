package crypto

import (
	"crypto/hmac"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// webSigning adds sign and verify.
func (m *module) webSigning(class *engine.Class) {
	how := func(method string, args []goja.Value) (*cryptoKey, *signing) {
		p := m.params(args[0], "HMAC", "ECDSA", "Ed25519", "RSASSA-PKCS1-v1_5", "RSA-PSS")
		s := &signing{p1363: true}
		switch p.name {
		case "ECDSA":
			s.hash = hashNamed(p.hash("EcdsaParams"))
		case "RSA-PSS":
			s.padding, s.salt, s.hasSalt = paddingPSS, p.number("RsaPssParams", "saltLength", 1<<31-1), true
		case "RSASSA-PKCS1-v1_5":
			s.padding = paddingPKCS1
		}
		k := m.webKey(method, "2nd", args[1], p, method)
		s.key = k.key
		if k.hash != "" {
			s.hash = hashNamed(k.hash)
		}
		return k, s
	}
	mac := func(k *cryptoKey, data []byte) []byte {
		h := hmac.New(digest(k.hash), k.key.Data)
		h.Write(data)
		return h.Sum(nil)
	}
	m.promised(class, "sign", 3, func(args []goja.Value) task {
		m.anyWebKey("sign", "2nd", args[1])
		data := m.source("sign", "3rd", args[2])
		k, s := how("sign", args)
		return m.arrayBuffer(func() ([]byte, error) {
			if k.name == "HMAC" {
				return mac(k, data), nil
			}
			if err := s.prepare(); err != nil {
				return nil, err
			}
			return s.sign(s.digested(data))
		})
	})
	m.promised(class, "verify", 4, func(args []goja.Value) task {
		m.anyWebKey("verify", "2nd", args[1])
		signature, data := m.source("verify", "3rd", args[2]), m.source("verify", "4th", args[3])
		k, s := how("verify", args)
		right := false
		return task{func() error {
			if k.name == "HMAC" {
				right = hmac.Equal(mac(k, data), signature)
			} else if s.prepare() == nil {
				right = s.verify(s.digested(data), signature)
			}
			return nil
		}, func() any { return right }}
	})
}
