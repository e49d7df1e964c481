package ca.criticalminerals.local.faults;

import static ca.criticalminerals.local.faults.World.FUNDING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What happens to the machine: its disk is full, its clock jumps. Each has a system of its own, for it changes more than data. */
final class MachineFaults {
    private static final int MEGABYTE = 1 << 20;

    private MachineFaults() {}

    /** The clock of the database and of the write service jumps four seconds ahead, less than what readers tolerate, and later back again. */
    static Fault clock(Path library) {
        return new Fault(10, "the clocks of database and write service jump four seconds ahead and step back", world -> {
            clocks(world, Map.of("LD_PRELOAD", library.toString(), "FAKETIME", "+4s", "FAKETIME_DONT_FAKE_MONOTONIC", "1"));
            world.untilRecorded(40);
            clocks(world, Map.of());
            world.untilRecorded(40);
            world.healed();
        });
    }

    private static void clocks(World world, Map<String, String> environment) {
        var postgres = world.system().postgres();
        world.system().service(FUNDING).kill();
        if (environment.isEmpty()) {
            postgres.kill();
            postgres.restart();
        } else {
            restartWith(world, environment);
        }
        world.system().service(FUNDING).start(environment);
        world.system().service(FUNDING).awaitReady();
    }

    /** The same server on the same data, in a changed environment. */
    private static void restartWith(World world, Map<String, String> environment) {
        var postgres = world.system().postgres();
        try {
            Path process = Path.of("/proc/" + postgres.pid());
            var command = new ArrayList<>(List.of(Files.readString(process.resolve("cmdline")).split("\0")));
            command.set(0, Files.readSymbolicLink(process.resolve("exe")).toString());
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(0, List.of("unshare", "-U")); // the server refuses to be root
            }
            postgres.kill();
            var builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(world.folder().resolve("postgres-with-another-clock.log").toFile());
            builder.environment().putAll(environment);
            builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!world.until(Duration.ofSeconds(30), () -> Store.answers(world.system().superuserJdbcUrl("postgres")))) {
            world.findings().problem("PostgreSQL did not start with another clock");
        }
    }

    /** The library that shows another time to a process: Debian's, installed or fetched; empty if neither can be. */
    static Optional<Path> clockLibrary(Path folder) {
        var found = find(Path.of("/usr/lib")).or(() -> find(folder));
        if (found.isPresent()) {
            return found;
        }
        try {
            Files.createDirectories(folder);
            var fetch = new ProcessBuilder("sh", "-c", "apt-get download libfaketime && dpkg -x libfaketime_*.deb .").directory(folder.toFile())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return fetch.waitFor(1, TimeUnit.MINUTES) ? find(folder) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Path> find(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(folder, 6, (file, _) -> file.getFileName().toString().equals("libfaketime.so.1"))) {
            return files.findFirst().map(Path::toAbsolutePath);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The disk on which database and broker keep everything is full for eight seconds. */
    static Fault diskFull(Path disk) {
        return new Fault(11, "the disk under PostgreSQL and Kafka is full for 8 s", world -> {
            Path ballast = disk.resolve("ballast");
            fill(ballast);
            world.pass(Duration.ofSeconds(8));
            try {
                Files.delete(ballast);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            // Both may have ended themselves, as they should; then someone starts them again.
            if (!Store.answers(world.system().superuserJdbcUrl("postgres"))) {
                world.system().postgres().restart();
            }
            if (!world.system().kafka().isAlive()) {
                world.system().kafka().start();
                world.system().kafka().awaitReady();
            }
            world.healed();
        });
    }

    private static void fill(Path file) {
        byte[] megabyte = new byte[MEGABYTE];
        try (var out = Files.newOutputStream(file)) {
            for (int size = MEGABYTE; size >= 4096; size /= 2) {
                writeUntilFull(out, megabyte, size);
            }
        } catch (IOException full) {
            // so it is
        }
    }

    private static void writeUntilFull(java.io.OutputStream out, byte[] bytes, int size) {
        try {
            while (true) {
                out.write(bytes, 0, size);
            }
        } catch (IOException full) {
            // try less
        }
    }

    /** A disk of so many megabytes; empty where that may not be made. */
    static Optional<Path> smallDisk(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
            boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "faults", folder.toString());
            return mounted ? Optional.of(folder) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void remove(Path disk) {
        run("umount", "-l", disk.toString());
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
