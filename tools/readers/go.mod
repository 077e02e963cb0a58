module mobile-backend-gitops/tools/readers

go 1.26.0

require (
	github.com/itchyny/gojq v0.12.19
	k8s.io/kubernetes v1.36.3
)

require github.com/itchyny/timefmt-go v0.1.8 // indirect
