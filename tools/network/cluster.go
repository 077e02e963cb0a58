package main

import (
	"fmt"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// cluster is every policy, by the direction it isolates, and the labels of namespaces.
type cluster struct {
	egress     []policy
	ingress    []policy
	namespaces map[string]labels.Set
}

// policy isolates the pods it selects in one direction, but for its rules.
type policy struct {
	namespace string
	pods      labels.Selector
	rules     []rule
}

// rule lets some peers through on some ports. No peers: everyone; no ports: every port.
type rule struct {
	// name says where it stands: `data/users spec.ingress[0]`.
	name  string
	peers []peerMatcher
	ports []networkingv1.NetworkPolicyPort
}

// nameLabel is set by the API server on every namespace.
const nameLabel = "kubernetes.io/metadata.name"

func newCluster(policies []networkingv1.NetworkPolicy, namespaces map[string]map[string]string) (*cluster, error) {
	result := &cluster{namespaces: map[string]labels.Set{}}
	for name, own := range namespaces {
		result.namespaces[name] = labels.Merge(own, labels.Set{nameLabel: name})
	}
	for index := range policies {
		if err := result.add(&policies[index]); err != nil {
			return nil, fmt.Errorf("NetworkPolicy %s/%s: %w", policies[index].Namespace, policies[index].Name, err)
		}
	}
	return result, nil
}

func (c *cluster) add(object *networkingv1.NetworkPolicy) error {
	pods, err := metav1.LabelSelectorAsSelector(&object.Spec.PodSelector)
	if err != nil {
		return err
	}
	for _, direction := range directionsOf(object.Spec) {
		one := policy{namespace: object.Namespace, pods: pods}
		name := fmt.Sprintf("%s/%s spec.", object.Namespace, object.Name)
		switch direction {
		case networkingv1.PolicyTypeIngress:
			for index, each := range object.Spec.Ingress {
				if err := one.open(fmt.Sprintf("%singress[%d]", name, index), each.From, each.Ports); err != nil {
					return err
				}
			}
			c.ingress = append(c.ingress, one)
		case networkingv1.PolicyTypeEgress:
			for index, each := range object.Spec.Egress {
				if err := one.open(fmt.Sprintf("%segress[%d]", name, index), each.To, each.Ports); err != nil {
					return err
				}
			}
			c.egress = append(c.egress, one)
		default:
			return fmt.Errorf("there is no policy type %q", direction)
		}
	}
	return nil
}

// directionsOf fills in the default of `policyTypes`, as the API server does: ingress, and egress where it has rules.
func directionsOf(spec networkingv1.NetworkPolicySpec) []networkingv1.PolicyType {
	if len(spec.PolicyTypes) > 0 {
		return spec.PolicyTypes
	}
	if len(spec.Egress) > 0 {
		return []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress}
	}
	return []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
}

func (p *policy) open(name string, peers []networkingv1.NetworkPolicyPeer, ports []networkingv1.NetworkPolicyPort) error {
	one := rule{name: name, ports: ports}
	for _, peer := range peers {
		matcher, err := newPeerMatcher(p.namespace, peer)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		one.peers = append(one.peers, matcher)
	}
	p.rules = append(p.rules, one)
	return nil
}
