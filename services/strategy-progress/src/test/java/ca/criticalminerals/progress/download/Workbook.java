package ca.criticalminerals.progress.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** A workbook that was sent, read again. */
public final class Workbook {
    private Workbook() {}

    /** Its only sheet; what is sent in one go has its sizes behind the data, and only the directory at the end knows them. */
    public static Document sheet(byte[] book) throws IOException {
        Path file = Files.createTempFile("book", ".xlsx");
        try {
            Files.write(file, book);
            try (var zip = new ZipFile(file.toFile()); var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
                return Jsoup.parse(sheet, "UTF-8", "", Parser.xmlParser());
            }
        } finally {
            Files.delete(file);
        }
    }
}
