package crypto

import (
	"crypto/aes"
	"crypto/rsa"
	"crypto/subtle"
	"encoding/binary"
	"encoding/json"
	"math/big"
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/crypto/ciphers"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

var cipherAlgorithms = []string{"AES-CBC", "AES-CTR", "AES-GCM", "RSA-OAEP"}

// webCiphers adds encrypt, decrypt, wrapKey and unwrapKey.
func (m *module) webCiphers(class *engine.Class) {
	e := m.e
	for _, method := range []string{"encrypt", "decrypt"} {
		m.promised(class, method, 3, func(args []goja.Value) task {
			m.anyWebKey(method, "2nd", args[1])
			data := m.source(method, "3rd", args[2])
			p := m.params(args[0], cipherAlgorithms...)
			work := m.webCipher(p, m.webKey(method, "2nd", args[1], p, method), method == "decrypt")
			return m.arrayBuffer(func() ([]byte, error) { return work(data) })
		})
	}
	wrapping := append([]string{"AES-KW"}, cipherAlgorithms...)
	m.promised(class, "wrapKey", 4, func(args []goja.Value) task {
		format, k := m.webFormat("wrapKey", args[0]), m.anyWebKey("wrapKey", "2nd", args[1])
		p := m.params(args[3], wrapping...)
		work := m.webCipher(p, m.webKey("wrapKey", "3rd", args[2], p, "wrapKey"), false)
		var data []byte
		switch exported := m.exportWebKey(format, k).(type) {
		case goja.ArrayBuffer:
			data = exported.Bytes()
		case *goja.Object:
			text := e.Invoke(e.VM.Get("JSON").(*goja.Object), "stringify", exported).String()
			for p.name == "AES-KW" && len(text)%8 != 0 {
				text = text[:len(text)-1] + " }"
			}
			data = []byte(text)
		}
		return m.arrayBuffer(func() ([]byte, error) { return work(data) })
	})
	m.promised(class, "unwrapKey", 7, func(args []goja.Value) task {
		format, wrapped := m.webFormat("unwrapKey", args[0]), m.source("unwrapKey", "2nd", args[1])
		p, inner := m.params(args[3], wrapping...), m.params(args[4], keyAlgorithms...)
		work := m.webCipher(p, m.webKey("unwrapKey", "3rd", args[2], p, "unwrapKey"), true)
		extractable, usages := args[5].ToBoolean(), m.readUsages("unwrapKey", "7th", args[6])
		var data []byte
		return task{func() (err error) {
			data, err = work(wrapped)
			return err
		}, func() any {
			v := e.VM.ToValue(e.VM.NewArrayBuffer(data))
			if format == "jwk" {
				if !json.Valid(data) {
					m.fail("DataError", "Invalid keyData")
				}
				v = e.Invoke(e.VM.Get("JSON").(*goja.Object), "parse", e.Text(string(data)))
			}
			return m.cryptoKeyObject(m.importWebKey(format, v, inner, extractable, usages))
		}}
	})
}

// webCipher reads what an algorithm needs. What it returns works on any goroutine.
func (m *module) webCipher(p params, k *cryptoKey, decrypt bool) func(data []byte) ([]byte, error) {
	exactly := func(kind, name string) []byte {
		iv := p.bytes(kind, name)
		if len(iv) != aes.BlockSize {
			m.fail("OperationError", "algorithm."+name+" must contain exactly 16 bytes")
		}
		return iv
	}
	secret := k.key.Data
	switch p.name {
	case "AES-CBC":
		iv := exactly("AesCbcParams", "iv")
		return func(data []byte) ([]byte, error) { return runCipher(p.name, secret, iv, nil, data, decrypt, 0) }
	case "AES-CTR":
		counter := exactly("AesCtrParams", "counter")
		bits := p.number("AesCtrParams", "length", 255)
		if bits < 1 || bits > 128 {
			m.fail("OperationError", "AES-CTR algorithm.length must be between 1 and 128")
		}
		return func(data []byte) ([]byte, error) { return countCipher(secret, counter, bits, data) }
	case "AES-GCM":
		iv := p.bytes("AeadParams", "iv")
		tag, aad := 128, []byte(nil)
		if v := p.get("tagLength"); !engine.IsUndefined(v) {
			tag = p.number("AeadParams", "tagLength", 255)
			if !slices.Contains([]int{32, 64, 96, 104, 112, 120, 128}, tag) {
				m.fail("OperationError", strconv.Itoa(tag)+" is not a valid AES-GCM tag length")
			}
		}
		if v := p.get("additionalData"); !engine.IsUndefined(v) {
			aad = p.bytes("AeadParams", "additionalData")
		}
		return func(data []byte) ([]byte, error) { return runCipher(p.name, secret, iv, aad, data, decrypt, tag/8) }
	case "AES-KW":
		return func(data []byte) ([]byte, error) { return wrapCipher(secret, data, decrypt) }
	}
	x := &encryption{padding: paddingOAEP, hash: hashNamed(k.hash)}
	if v := p.get("label"); !engine.IsUndefined(v) {
		x.label = p.bytes("RsaOaepParams", "label")
	}
	return func(data []byte) ([]byte, error) {
		if decrypt {
			return x.decrypt(k.key.Private.(*rsa.PrivateKey), data)
		}
		return x.encrypt(k.key.Public.(*rsa.PublicKey), data)
	}
}

// runCipher does all of a cipher at once; a tag stands after what is encrypted.
func runCipher(name string, key, iv, aad, data []byte, decrypt bool, tag int) ([]byte, error) {
	info := ciphers.Find("aes-" + strconv.Itoa(8*len(key)) + name[3:])
	if !info.FitsIV(len(iv)) {
		return nil, ciphers.ErrLength
	}
	c, err := ciphers.New(info, key, iv, decrypt, tag)
	if err != nil {
		return nil, err
	}
	a, authenticated := c.(ciphers.Authenticated)
	if authenticated {
		if decrypt {
			if len(data) < tag {
				return nil, ciphers.ErrLength
			}
			a.Expect(data[len(data)-tag:])
			data = data[:len(data)-tag]
		}
		if err := a.AAD(aad, len(data)); err != nil {
			return nil, err
		}
	}
	out, err := c.Update(data)
	if err != nil {
		return nil, err
	}
	last, err := c.Final()
	if err != nil {
		return nil, err
	}
	out = append(out, last...)
	if authenticated && !decrypt {
		out = append(out, a.Tag()[:tag]...)
	}
	return out, nil
}

// countCipher is CTR of which only the last bits count on; the others stay what they are.
func countCipher(key, counter []byte, bits int, data []byte) ([]byte, error) {
	size := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	start := new(big.Int).SetBytes(counter)
	low := new(big.Int).Mod(start, size)
	left := new(big.Int).Sub(size, low) // blocks until it begins again
	needed := big.NewInt(int64((len(data) + aes.BlockSize - 1) / aes.BlockSize))
	if needed.Cmp(size) > 0 {
		return nil, ciphers.ErrInvalidState // a counter would come twice
	}
	if needed.Cmp(left) <= 0 {
		return runCipher("AES-CTR", key, counter, nil, data, false, 0)
	}
	cut := int(left.Int64()) * aes.BlockSize
	first, err := runCipher("AES-CTR", key, counter, nil, data[:cut], false, 0)
	if err != nil {
		return nil, err
	}
	again := start.Sub(start, low).FillBytes(make([]byte, aes.BlockSize))
	second, err := runCipher("AES-CTR", key, again, nil, data[cut:], false, 0)
	return append(first, second...), err
}

// wrapCipher is AES-KW, of RFC 3394.
func wrapCipher(key, data []byte, unwrap bool) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	whole := slices.Clone(data)
	if !unwrap {
		whole = append([]byte{0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6}, data...)
	}
	n := len(whole)/8 - 1
	if len(whole)%8 != 0 || n < 2 {
		return nil, ciphers.ErrLength
	}
	pair := make([]byte, 16)
	step := func(i, t int) {
		register := whole[8*i : 8*i+8]
		copy(pair, whole[:8])
		copy(pair[8:], register)
		if unwrap {
			binary.BigEndian.PutUint64(pair, binary.BigEndian.Uint64(pair)^uint64(t))
			block.Decrypt(pair, pair)
		} else {
			block.Encrypt(pair, pair)
			binary.BigEndian.PutUint64(pair, binary.BigEndian.Uint64(pair)^uint64(t))
		}
		copy(whole, pair[:8])
		copy(register, pair[8:])
	}
	for j := range 6 {
		for i := 1; i <= n; i++ {
			if unwrap {
				step(n+1-i, n*(5-j)+n+1-i)
			} else {
				step(i, n*j+i)
			}
		}
	}
	if !unwrap {
		return whole, nil
	}
	if subtle.ConstantTimeCompare(whole[:8], []byte{0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6}) != 1 {
		return nil, ciphers.ErrUnauthentic
	}
	return whole[8:], nil
}
