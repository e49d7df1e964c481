package ca.criticalminerals.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ajv, the validator of Node, with its defaults. It runs in the engine of Node, which is that of Chromium. */
final class Ajv {
    private static final String MODULES = "META-INF/resources/webjars/";
    /** Modules as Node finds them; then a validator that is told nothing but the schemas. */
    private static final String SCRIPT = """
            ({files, schemas, documents}) => {
              const loaded = {};
              const packages = {};
              for (const path of Object.keys(files).filter(path => /^[^/]+\\/[^/]+\\/package.json$/.test(path))) {
                const main = JSON.parse(files[path]).main || 'index.js';
                packages[path.split('/')[0]] = path.replace('package.json', '') + main.replace('./', '');
              }
              const resolve = (folder, name) => {
                const path = name.startsWith('.') ? new URL(name, 'x:///' + folder).pathname.slice(1) : packages[name];
                return [path, path + '.js', path + '.json', path + '/index.js'].find(one => one in files);
              };
              const load = path => {
                if (!(path in loaded)) {
                  const module = loaded[path] = {exports: {}};
                  if (path.endsWith('.json')) {
                    module.exports = JSON.parse(files[path]);
                  } else {
                    const run = new Function('require', 'module', 'exports', files[path]);
                    run(name => load(resolve(path, name)), module, module.exports);
                  }
                }
                return loaded[path].exports;
              };
              const Ajv = load(Object.keys(files).find(path => path.endsWith('/dist/2020.js'))).default;
              const complaints = [];
              const log = message => complaints.push(String(message));
              const ajv = new Ajv({logger: {log, warn: log, error: log}});
              for (const [address, schema] of Object.entries(schemas)) {
                ajv.addSchema(JSON.parse(schema), address);
              }
              for (const address of Object.keys(schemas)) {
                try {
                  ajv.getSchema(address);
                } catch (error) {
                  complaints.push(address + ': ' + error.message);
                }
              }
              if (complaints.length === 0) {
                for (const [name, [address, document]] of Object.entries(documents)) {
                  const validate = ajv.getSchema(address);
                  if (!validate(JSON.parse(document))) {
                    complaints.push(name + ': ' + ajv.errorsText(validate.errors));
                  }
                }
              }
              return complaints;
            }""";

    private Ajv() {}

    /**
     * All that it complains of.
     *
     * @param schemas   by address
     * @param documents by name, each with the address of its schema
     */
    static List<?> complaints(Chromium chromium, Map<String, String> schemas, Map<String, List<String>> documents) {
        return (List<?>) chromium.evaluate(SCRIPT, Map.of("files", files(), "schemas", schemas, "documents", documents));
    }

    private static Map<String, String> files() {
        var files = new HashMap<String, String>();
        try {
            for (var jar : Ajv.class.getClassLoader().resources(MODULES).toList()) {
                try (var system = FileSystems.newFileSystem(URI.create(jar.toURI().toString().replaceFirst("!.*", "")), Map.of());
                        var paths = Files.walk(system.getPath(MODULES))) {
                    for (Path path : paths.filter(one -> one.toString().matches(".*\\.js(on)?")).toList()) {
                        Path module = system.getPath("/" + MODULES).relativize(path.toAbsolutePath());
                        files.put(module.toString(), Files.readString(path));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }
}
