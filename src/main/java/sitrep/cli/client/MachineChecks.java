package sitrep.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sitrep.cli.screen.DoctorFinding;

/** What can be checked on this machine without asking anybody: the JDK, and the folder of the data. */
public final class MachineChecks {
    private static final int JAVA = 25;
    private static final long MEGABYTE = 1 << 20;

    /** With less room than this on the disk, a busy log fills it within a day. */
    private static final long LITTLE = 500 * MEGABYTE;

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_EXECUTE);

    private MachineChecks() {}

    public static DoctorFinding java(Runtime.Version version) {
        return version.feature() >= JAVA
                ? DoctorFinding.fine("java", "Java " + version)
                : DoctorFinding.trouble(
                        "java", "Java " + version, "install a JDK " + JAVA + ", or set SITREP_JAVA_HOME to one");
    }

    public static List<DoctorFinding> data(Path folder) {
        if (!Files.exists(folder)) {
            return List.of(
                    DoctorFinding.noted("data", folder + " is not there yet; the first start of a server makes it"));
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            return List.of(DoctorFinding.trouble(
                    "data", folder + " cannot be written", "let it be yours, or choose another with --data"));
        }
        var findings = new ArrayList<DoctorFinding>();
        try {
            room(folder, findings);
            privacy(folder, findings);
        } catch (IOException e) {
            findings.add(DoctorFinding.trouble("data", folder + " cannot be looked into: " + e, "let it be yours"));
        }
        return findings;
    }

    private static void room(Path folder, List<DoctorFinding> findings) throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace();
        var found = folder + ", " + free / MEGABYTE + " MB free";
        findings.add(
                free < LITTLE
                        ? DoctorFinding.trouble(
                                "data", found, "make room, or choose a folder on another disk with --data")
                        : DoctorFinding.fine("data", found));
    }

    private static void privacy(Path folder, List<DoctorFinding> findings) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) return;
        var open = Files.getPosixFilePermissions(folder).stream().anyMatch(OF_OTHERS::contains);
        if (open) findings.add(DoctorFinding.noted("data", folder + " can be read by others", "chmod 700 " + folder));
    }
}
