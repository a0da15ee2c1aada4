package fs

// openData opens a file that has data in it, and goes when it is closed.
func openData(data []byte) (int, error) {
	f, err := temporaryFile(data)
	if err != nil {
		return 0, err
	}
	return numberOf(f, f.Name()), nil
}
