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

    /** Its first sheet. */
    public static Document sheet(byte[] book) throws IOException {
        return sheet(book, 1);
    }

    /** One of its sheets; what is sent in one go has its sizes behind the data, and only the directory at the end knows them. */
    static Document sheet(byte[] book, int number) throws IOException {
        Path file = Files.createTempFile("book", ".xlsx");
        try {
            Files.write(file, book);
            try (var zip = new ZipFile(file.toFile()); var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet" + number + ".xml"))) {
                return Jsoup.parse(sheet, "UTF-8", "", Parser.xmlParser());
            }
        } finally {
            Files.delete(file);
        }
    }
}
