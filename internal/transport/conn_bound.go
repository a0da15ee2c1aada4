package transport

// Go's net package binds only in order to listen or to connect, and its
// descriptors are its own.

func (conns) Bind(Listen) (Bound, error) { return nil, &Error{"bind", ErrUnsupported} }

func (conns) Adopt(int) (Bound, error) { return nil, &Error{"listen", ErrUnsupported} }

func (conns) Open(int) (Stream, error) { return nil, &Error{"open", ErrUnsupported} }
