// Command adapter serves KEDA's metrics to autoscalers. It is KEDA's own adapter (cmd/adapter) without the server for
// metrics about itself, which upstream has listen on all addresses of the machine.
package main

import (
	"context"
	"fmt"
	"os"

	grpcprom "github.com/grpc-ecosystem/go-grpc-middleware/providers/prometheus"
	"github.com/kedacore/keda/v2/pkg/metricsservice"
	"github.com/kedacore/keda/v2/pkg/provider"
	"k8s.io/klog/v2"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	base "sigs.k8s.io/custom-metrics-apiserver/pkg/cmd"
)

func main() {
	ctrl.SetLogger(klog.Background())
	if err := run(ctrl.SetupSignalHandler(), os.Args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	adapter := base.AdapterBase{Name: "keda-adapter"}
	var address, authority string
	flags := adapter.Flags()
	flags.StringVar(&address, "metrics-service-address", "", "where the operator serves metrics (gRPC)")
	flags.StringVar(&authority, "metrics-service-grpc-authority", "", "the name that the operator's certificate has")
	if err := flags.Parse(args); err != nil {
		return err
	}
	config, err := adapter.ClientConfig()
	if err != nil {
		return err
	}
	kubernetes, err := client.New(config, client.Options{})
	if err != nil {
		return err
	}
	// Certificates for the connection to the operator: ca.crt, tls.crt and tls.key in --cert-dir.
	folder := adapter.SecureServing.ServerCert.CertDirectory
	operator, err := metricsservice.NewGrpcClient(ctx, address, folder, authority, "", grpcprom.NewClientMetrics(), false)
	if err != nil {
		return err
	}
	adapter.WithExternalMetrics(provider.NewProvider(ctx, ctrl.Log, kubernetes, *operator))
	return adapter.Run(ctx)
}
