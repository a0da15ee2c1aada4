package proof

import (
	"context"
	"io"
	"net"
	"testing"

	"github.com/nodenet-go/nodenet"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	pb "google.golang.org/grpc/interop/grpc_testing"
)

// echoServer answers a request with its own payload.
type echoServer struct {
	pb.UnimplementedTestServiceServer
}

func (echoServer) UnaryCall(_ context.Context, r *pb.SimpleRequest) (*pb.SimpleResponse, error) {
	return &pb.SimpleResponse{Payload: r.Payload}, nil
}

func (echoServer) FullDuplexCall(stream grpc.BidiStreamingServer[pb.StreamingOutputCallRequest, pb.StreamingOutputCallResponse]) error {
	for {
		r, err := stream.Recv()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := stream.Send(&pb.StreamingOutputCallResponse{Payload: r.Payload}); err != nil {
			return err
		}
	}
}

func TestGRPC(t *testing.T) {
	g := loops(t)
	l := listen(t, g)
	server := grpc.NewServer()
	pb.RegisterTestServiceServer(server, echoServer{})
	go server.Serve(l)
	defer server.Stop()
	dialer := &nodenet.Dialer{Group: g}
	client, err := grpc.NewClient("passthrough:///"+l.Addr().String(),
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, address string) (net.Conn, error) {
			return dialer.DialContext(ctx, "tcp", address)
		}))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	service := pb.NewTestServiceClient(client)
	ctx := limit(t)

	for _, size := range []int{0, 1, 100, 3 << 20} {
		r, err := service.UnaryCall(ctx, &pb.SimpleRequest{Payload: &pb.Payload{Body: pattern(size)}})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Payload.Body) != size {
			t.Errorf("%d bytes for %d", len(r.Payload.Body), size)
		}
	}

	stream, err := service.FullDuplexCall(ctx)
	if err != nil {
		t.Fatal(err)
	}
	const messages = 1000
	sent := make(chan error, 1)
	go func() {
		for i := range messages {
			if err := stream.Send(&pb.StreamingOutputCallRequest{Payload: &pb.Payload{Body: pattern(i * 20)}}); err != nil {
				sent <- err
				return
			}
		}
		sent <- stream.CloseSend()
	}()
	for i := range messages {
		r, err := stream.Recv()
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Payload.Body) != i*20 {
			t.Fatalf("message %d has %d bytes", i, len(r.Payload.Body))
		}
	}
	if _, err := stream.Recv(); err != io.EOF {
		t.Error(err)
	}
	if err := <-sent; err != nil {
		t.Error(err)
	}
}
