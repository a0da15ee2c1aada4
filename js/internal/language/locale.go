package language

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// maxLocales is how many locales a list may have.
const maxLocales = 1 << 16

// locales are the tags of the argument that names locales, in their usual form, each once.
// It throws as V8 does for what is no tag.
func locales(e *engine.Engine, v goja.Value) (tags []string) { return someLocales(e, v, maxLocales) }

// firstLocale is the first of them, and none of the others is looked at; "" for no locale.
func firstLocale(e *engine.Engine, v goja.Value) string {
	if tags := someLocales(e, v, 1); len(tags) > 0 {
		return tags[0]
	}
	return ""
}

// someLocales are the first ones.
func someLocales(e *engine.Engine, v goja.Value, most int) (tags []string) {
	add := func(v goja.Value) {
		_, isText := v.(goja.String)
		if _, isObject := v.(*goja.Object); !isText && !isObject {
			panic(e.VM.NewTypeError("Language ID should be string or object."))
		}
		tag, ok := canonicalTag(v.String())
		if !ok {
			panic(e.PlainRangeError("Invalid language tag: " + v.String()))
		}
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	if engine.IsUndefined(v) {
		return nil
	}
	if text, ok := v.(goja.String); ok {
		add(text)
		return tags
	}
	list := v.ToObject(e.VM)
	length := engine.Property(list, "length").ToInteger()
	if length > maxLocales {
		panic(e.PlainRangeError("Invalid array length"))
	}
	for i := range int(max(length, 0)) {
		if len(tags) == most {
			break
		}
		if item := list.Get(decimal(i)); item != nil {
			add(item)
		}
	}
	return tags
}

// canonicalTag is a tag of BCP 47, such as "en-US", with the letters in the case that is
// usual; ok is false for what is none.
func canonicalTag(text string) (tag string, ok bool) {
	parts := strings.Split(strings.ToLower(text), "-")
	language := parts[0]
	if !isAlpha(language) || len(language) < 2 || len(language) == 4 || len(language) > 8 {
		return "", false
	}
	made, rest := []string{language}, parts[1:]
	if len(rest) > 0 && len(rest[0]) == 4 && isAlpha(rest[0]) {
		made, rest = append(made, strings.ToUpper(rest[0][:1])+rest[0][1:]), rest[1:]
	}
	if len(rest) > 0 && (len(rest[0]) == 2 && isAlpha(rest[0]) || len(rest[0]) == 3 && strings.Trim(rest[0], "0123456789") == "") {
		made, rest = append(made, strings.ToUpper(rest[0])), rest[1:]
	}
	seen := map[string]bool{} // variants, and the letters of extensions
	for len(rest) > 0 && len(rest[0]) > 1 {
		variant := rest[0]
		if !isAlphanumeric(variant) || len(variant) < 4 || len(variant) > 8 || len(variant) == 4 && variant[0] > '9' || seen[variant] {
			return "", false
		}
		seen[variant] = true
		made, rest = append(made, variant), rest[1:]
	}
	for len(rest) > 0 {
		letter, shortest := rest[0], 2
		if !isAlphanumeric(letter) || seen[letter] {
			return "", false
		}
		seen[letter] = true
		if letter == "x" {
			shortest = 1
		}
		made, rest = append(made, letter), rest[1:]
		first := len(made)
		for len(rest) > 0 && len(rest[0]) >= shortest {
			if !isAlphanumeric(rest[0]) || len(rest[0]) > 8 {
				return "", false
			}
			made, rest = append(made, rest[0]), rest[1:]
		}
		if len(made) == first {
			return "", false
		}
	}
	return strings.Join(made, "-"), true
}

func isAlpha(s string) bool { return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" }

func isAlphanumeric(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}
