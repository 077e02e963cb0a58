package main

import (
	"fmt"
	"net/netip"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// Peer is one end of a call: a pod, or an address outside the cluster, which has no namespace.
type Peer struct {
	Namespace string            `json:"namespace"`
	Labels    map[string]string `json:"labels"`
	Address   netip.Addr        `json:"address"`
	// Ports are those that the containers of a pod declare: what rules mean that name a port.
	Ports []Port `json:"ports"`
}

// Port is where a pod listens, or what a call goes to.
type Port struct {
	Name     string `json:"name"`
	Number   int32  `json:"number"`
	Protocol string `json:"protocol"`
}

// peerMatcher is one member of `from` or `to`.
type peerMatcher interface {
	matches(peer *Peer, namespaceLabels labels.Set) bool
}

// podMatcher means pods. Without namespaces those of the policy's own.
type podMatcher struct {
	own        string
	namespaces labels.Selector
	pods       labels.Selector
}

func (m podMatcher) matches(peer *Peer, namespaceLabels labels.Set) bool {
	if peer.Namespace == "" {
		return false
	}
	if m.namespaces == nil {
		if peer.Namespace != m.own {
			return false
		}
	} else if !m.namespaces.Matches(namespaceLabels) {
		return false
	}
	return m.pods.Matches(labels.Set(peer.Labels))
}

// networkMatcher means addresses, those of pods too: some network plugins look at them, others do not.
type networkMatcher struct {
	network netip.Prefix
	except  []netip.Prefix
}

func (m networkMatcher) matches(peer *Peer, _ labels.Set) bool {
	if !m.network.Contains(peer.Address) {
		return false
	}
	for _, except := range m.except {
		if except.Contains(peer.Address) {
			return false
		}
	}
	return true
}

func newPeerMatcher(namespace string, peer networkingv1.NetworkPolicyPeer) (peerMatcher, error) {
	if peer.IPBlock != nil {
		if peer.PodSelector != nil || peer.NamespaceSelector != nil {
			return nil, fmt.Errorf("a peer is either a network or pods")
		}
		return newNetworkMatcher(*peer.IPBlock)
	}
	if peer.PodSelector == nil && peer.NamespaceSelector == nil {
		return nil, fmt.Errorf("a peer says nothing")
	}
	matcher := podMatcher{own: namespace, pods: labels.Everything()}
	var err error
	if peer.PodSelector != nil {
		if matcher.pods, err = metav1.LabelSelectorAsSelector(peer.PodSelector); err != nil {
			return nil, err
		}
	}
	if peer.NamespaceSelector != nil {
		if matcher.namespaces, err = metav1.LabelSelectorAsSelector(peer.NamespaceSelector); err != nil {
			return nil, err
		}
	}
	return matcher, nil
}

func newNetworkMatcher(block networkingv1.IPBlock) (peerMatcher, error) {
	network, err := netip.ParsePrefix(block.CIDR)
	if err != nil {
		return nil, err
	}
	matcher := networkMatcher{network: network}
	for _, cidr := range block.Except {
		except, err := netip.ParsePrefix(cidr)
		if err != nil {
			return nil, err
		}
		matcher.except = append(matcher.except, except)
	}
	return matcher, nil
}
