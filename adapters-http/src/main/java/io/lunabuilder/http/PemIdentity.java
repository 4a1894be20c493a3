package io.lunabuilder.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Collection;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads a certificate and its key, in all forms in which the tools of the world write them. */
final class PemIdentity {
  private static final byte[] PROBE = {1, 2, 3};

  private PemIdentity() {}

  /**
   * A key store that has these alone, without a password.
   *
   * @throws IOException when they cannot be used together; the message tells why, and nothing of
   *     the key
   */
  static KeyStore read(byte[] certificate, byte[] key) throws IOException {
    Certificate[] chain = chain(certificate);
    PrivateKey secret = key(key);
    if (!belongTogether(chain[0].getPublicKey(), secret)) {
      throw new IOException("the key is not that of the certificate");
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("service", secret, new char[0], chain);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate and its key are of no use", e);
    }
  }

  private static Certificate[] chain(byte[] pem) throws IOException {
    try {
      Collection<? extends Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem));
      if (!chain.isEmpty()) {
        return chain.toArray(Certificate[]::new);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate is no PEM", e);
    }
    throw new IOException("there is no certificate");
  }

  private static PrivateKey key(byte[] pem) throws IOException {
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    String text = new String(pem, StandardCharsets.US_ASCII);
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
        switch (found) {
          case PrivateKeyInfo info -> {
            return converter.getPrivateKey(info);
          }
          case PEMKeyPair pair -> {
            return converter.getPrivateKey(pair.getPrivateKeyInfo());
          }
          // A key on an elliptic curve can have the curve's parameters before it.
          default -> {}
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new IOException("the key is no PEM", e);
    }
    throw new IOException("there is no private key without a password");
  }

  private static boolean belongTogether(PublicKey shown, PrivateKey secret) {
    String algorithm =
        switch (secret) {
          case RSAKey _ -> "SHA256withRSA";
          case ECKey _ -> "SHA256withECDSA";
          default -> secret.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(secret);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(shown);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
