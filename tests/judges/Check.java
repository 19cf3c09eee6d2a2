import com.adobe.epubcheck.tool.EpubChecker;

/**
 * Asks EPUBCheck about several books in one start of the engine: {@code java -cp JAR Check.java BOOK...}.
 *
 * <p>Each BOOK's findings, down to remarks on usage, go to BOOK.json beside it. Whoever calls it reads those files:
 * one that is missing was not judged.
 */
class Check {
    public static void main(String[] books) {
        for (String book : books) {
            new EpubChecker().run(new String[] {"--usage", "--quiet", "--json", book + ".json", book});
        }
    }
}
