using System.Security.Cryptography;

namespace Attest.Register.Web.Pages.Filing;

/// <summary>A file of a form whose length nobody said, kept until its end is there: on the disk under a key that only this object holds, and gone with it.</summary>
internal sealed class SpooledFile : Stream
{
    private readonly FileStream _file;
    private readonly Aes _key;
    private readonly long _length;
    private CryptoStream _plain;
    private long _position;

    private SpooledFile(FileStream file, Aes key, long length)
    {
        (_file, _key, _length) = (file, key, length);
        _plain = Open();
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>Takes a file in to its end, or to a byte more than is taken.</summary>
    /// <param name="content">The file.</param>
    /// <param name="most">The most bytes; what is longer is taken in no further, so that its length says that it is too long.</param>
    /// <param name="cancel">Ends the work; nothing is left.</param>
    public static async Task<SpooledFile> TakeAsync(Stream content, long most, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        var key = Aes.Create();
        try
        {
            long length = 0;
            await using (var sealing = new CryptoStream(file, key.CreateEncryptor(), CryptoStreamMode.Write, leaveOpen: true))
            {
                var buffer = new byte[81920];
                while (length <= most && await content.ReadAsync(buffer, cancel) is > 0 and var read)
                {
                    await sealing.WriteAsync(buffer.AsMemory(0, read), cancel);
                    length += read;
                }
            }
            return new SpooledFile(file, key, length);
        }
        catch
        {
            await file.DisposeAsync();
            key.Dispose();
            throw;
        }
    }

    /// <summary>Begins again from its first byte.</summary>
    public void Rewind()
    {
        _plain.Dispose();
        _position = 0;
        _plain = Open();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _plain.ReadAsync(buffer, cancellationToken);
        _position += read;
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _plain.Read(buffer, offset, count);
        _position += read;
        return read;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _plain.Dispose();
            _file.Dispose();
            _key.Dispose();
        }
        base.Dispose(disposing);
    }

    private CryptoStream Open()
    {
        _file.Position = 0;
        return new CryptoStream(_file, _key.CreateDecryptor(), CryptoStreamMode.Read, leaveOpen: true);
    }
}
