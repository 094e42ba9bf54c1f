// An independent check of a credential: npm's jose, with nothing of the product. Arguments: token, keys (JWKS), issuer.
import { createLocalJWKSet, jwtVerify } from "jose";

const [token, keys, issuer] = process.argv.slice(2);
try {
  const options = { issuer, algorithms: ["ES256"], currentDate: new Date("2026-11-23T03:00:00Z") };
  const { payload } = await jwtVerify(token, createLocalJWKSet(JSON.parse(keys)), options);
  process.stdout.write(payload.credentialSubject.identifier[0].identityHash);
} catch (fault) {
  process.stdout.write(fault.code);
  process.exitCode = 1;
}
