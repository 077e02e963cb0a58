/**
 * The folder in which containers have the certificates of the private authorities of databases, brokers and caches that
 * their app uses, each as `<contract>.crt`.
 */
export const authoritiesFolder = '/etc/authorities';
